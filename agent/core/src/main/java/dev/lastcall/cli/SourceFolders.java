package dev.lastcall.cli;

import dev.lastcall.evidence.Caller;
import dev.lastcall.report.SourceTree;
import dev.lastcall.sections.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Source files below the folders that the user named, and their owners. Not thread-safe.
 *
 * @param root of the repository, to which paths are relative
 * @param tree of the source files; null if no folder is known
 * @param owners null if no CODEOWNERS file was named
 */
record SourceFolders(
        Path root, @Nullable SourceTree tree, @Nullable CodeOwners owners) implements Sources {
    @Override
    public String fileOf(Caller caller) {
        Path file = tree == null ? null : tree.fileOf(caller);
        return file == null || !file.startsWith(root)
                ? ""
                : root.relativize(file).toString().replace('\\', '/');
    }

    /** By the file where it is found, else by the path of the package. */
    @Override
    public List<String> ownersOf(Caller caller) {
        if (owners == null || caller.source().isEmpty()) {
            return List.of();
        }
        String file = fileOf(caller);
        if (!file.isEmpty()) {
            return owners.of(file);
        }
        int dot = caller.className().lastIndexOf('.');
        String folder = dot < 0 ? "" : caller.className().substring(0, dot + 1).replace('.', '/');
        return owners.of(folder + caller.source());
    }

    /** The folder above that Git keeps the repository in; that folder itself if there is none. */
    static Path repository(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return above;
            }
        }
        return folder;
    }

    /**
     * The folder to which the patterns of a CODEOWNERS file are relative: it lies there, or in a folder that hosts look
     * in.
     */
    static Path repositoryOf(Path codeowners) {
        Path folder = Objects.requireNonNull(codeowners.getParent(), "a file lies in a folder");
        Path name = folder.getFileName();
        boolean ofHost = name != null && List.of(".github", ".gitlab", "docs").contains(name.toString());
        Path above = folder.getParent();
        return ofHost && above != null ? above : folder;
    }
}
