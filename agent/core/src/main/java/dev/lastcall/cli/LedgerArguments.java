package dev.lastcall.cli;

import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The {@code LEDGER} arguments of a command, and how they are read. */
final class LedgerArguments {
    /** What is being done before the first one is read. */
    static final String LOOKING = "looking for ledgers";

    private static final Path DEFAULT = Path.of("lastcall");
    private static final int DEEPEST = 16;
    /** What to say beside an answer for which there is no ledger at all. */
    static final String REMEDY = "An application that runs with -javaagent:lastcall.jar names its ledger in its"
            + " first line on stderr: give that file or its folder.";

    @Parameters(
            paramLabel = "LEDGER",
            description = {
                "A ledger file, one that 'merge' wrote, or a folder with such files in it or in its folders, of"
                        + " processes that run or have ended.",
                "Default: the folder 'lastcall' in the working folder."
            })
    private List<Path> paths = new ArrayList<>();

    /** Those that a command takes in a way of its own. */
    static LedgerArguments of(List<Path> named) {
        LedgerArguments arguments = new LedgerArguments();
        arguments.paths = named;
        return arguments;
    }

    /** Whether the user named any. */
    boolean areGiven() {
        return !paths.isEmpty();
    }

    /** Everything that went wrong, for a command that cannot go on without a ledger. */
    static CommandFailure asFailure(List<String> problems) {
        StringBuilder text = new StringBuilder();
        for (String problem : problems) {
            text.append(OneLine.of(problem)).append('\n');
        }
        return new CommandFailure(text + REMEDY);
    }

    /**
     * Looks for them, to be read one after the other.
     *
     * @throws CommandFailure if a path that the user wrote does not exist
     */
    LedgerFold find(Surroundings surroundings, Progress progress) {
        Path folder = surroundings.folder();
        List<String> problems = new ArrayList<>();
        List<String> opaque = new ArrayList<>();
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : paths.isEmpty() ? List.of(DEFAULT) : paths) {
            Path resolved = folder.resolve(path);
            if (!Files.exists(resolved)) {
                problems.add(missing(path, surroundings));
            } else if (Files.isDirectory(resolved)) {
                addFolder(surroundings.ledgers(), path, resolved, files, problems, opaque);
            } else {
                files.putIfAbsent(identity(resolved), resolved);
            }
        }
        return new LedgerFold(surroundings.ledgers(), List.copyOf(files.values()), problems, opaque, progress);
    }

    private String missing(Path path, Surroundings surroundings) {
        String where = surroundings.where(path);
        if (paths.isEmpty()) {
            return path + ": there is no such folder here" + where;
        }
        throw new CommandFailure(path + ": there is no such file or folder" + where + '\n' + REMEDY);
    }

    private static void addFolder(
            LedgerSource source,
            Path path,
            Path resolved,
            Map<Path, Path> files,
            List<String> problems,
            List<String> opaque) {
        int known = problems.size();
        List<Path> found = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path inner : folders(path, resolved, others, problems, opaque)) {
            try {
                found.addAll(source.ledgersIn(inner));
            } catch (IOException e) {
                problems.add(UnreadFile.inWords(inner, e));
            }
        }
        others.removeAll(new HashSet<>(found));
        NoLedgers.add(path, others, problems);
        if (found.isEmpty() && problems.size() == known) {
            problems.add(path + ": there is no ledger in this folder");
        }
        Map<Path, Path> folders = new HashMap<>();
        for (Path file : found) {
            Path folder = file.getParent();
            Path real = folder == null || Files.isSymbolicLink(file)
                    ? identity(file)
                    : folders.computeIfAbsent(folder, LedgerArguments::identity).resolve(file.getFileName());
            files.putIfAbsent(real, file);
        }
    }

    /**
     * The folder and those in it, also behind links: ledgers that were collected from several nodes lie in one each.
     *
     * @param others gets what there is beside folders and may be evidence that nobody will read
     * @param opaque gets the names of what is called as something else, and nobody can look into
     */
    private static List<Path> folders(
            Path path, Path resolved, List<Path> others, List<String> problems, List<String> opaque) {
        List<Path> folders = new ArrayList<>();
        Set<Path> empty = new HashSet<>();
        try {
            Files.walkFileTree(resolved, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    folders.add(folder);
                    empty.remove(folder.getParent());
                    empty.add(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    empty.remove(file.getParent());
                    if (attributes.isDirectory()) {
                        problems.add(file + ": it lies more than " + DEEPEST + " folders deep: nothing in it was read");
                    } else if (attributes.isSymbolicLink() || NoLedgers.mayBeEvidence(file)) {
                        others.add(file);
                    } else if (attributes.isRegularFile()) {
                        switch (NoLedgers.contentOf(file)) {
                            case WANTED -> others.add(file);
                            case OPAQUE -> opaque.add(file.toString());
                            case OTHER -> {}
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    empty.remove(file.getParent());
                    if (!(e instanceof FileSystemLoopException)) {
                        problems.add(UnreadFile.inWords(file, e));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            problems.add(UnreadFile.inWords(path, e));
        }
        empty.remove(resolved); // which is said where nothing is found
        empty.stream()
                .sorted()
                .forEach(folder ->
                        problems.add(folder + ": it is empty: if ledgers were to be collected here, there are none"));
        folders.sort(null);
        return folders;
    }

    /** A file that was named twice, once by its folder or through a link, is read once. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
