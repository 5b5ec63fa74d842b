package dev.lastcall.classpath;

import dev.lastcall.text.Words;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the manifests of jars name as parts of the class path ({@code Class-Path}): the JVM loads classes from there as
 * from the jar itself. Not thread-safe.
 */
final class ManifestPaths {
    private static final int NAMED = 3;

    private final Map<String, Jar> jars = new LinkedHashMap<>();
    private final Set<Path> read = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private record Jar(Path path, String classPath) {}

    /** Adds a jar that was read. */
    void add(String name, Path path, @Nullable String classPath) {
        read.add(real(path));
        names.add(String.valueOf(path.getFileName()));
        if (classPath != null) {
            jars.put(name, new Jar(path, classPath));
        }
    }

    /**
     * One sentence for each jar that names what was not read. What is not there is passed over if the jar was found in
     * a folder, since manifests of libraries often name what nobody needs; of a jar that the user named it may be
     * elsewhere.
     */
    List<String> beside(List<Input> inputs) {
        List<Path> folders = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (Input input : inputs) {
            given.add(input.name());
            if (Files.isDirectory(input.path())) {
                folders.add(real(input.path()));
            }
        }
        List<String> sentences = new ArrayList<>();
        jars.forEach((name, jar) -> {
            List<String> missing = new ArrayList<>();
            StringTokenizer entries = new StringTokenizer(jar.classPath, " ");
            while (entries.hasMoreTokens()) {
                String entry = entries.nextToken();
                if (!isRead(jar.path, entry, given.contains(name), folders)) {
                    missing.add(entry);
                }
            }
            if (!missing.isEmpty()) {
                sentences.add(name + ": its manifest has "
                        + Words.count(missing.size(), "file or folder", "files and folders")
                        + " in Class-Path that " + (missing.size() == 1 ? "is" : "are") + " not in the scan: "
                        + Words.some(missing, NAMED));
            }
        });
        return sentences;
    }

    private boolean isRead(Path jar, String entry, boolean given, List<Path> folders) {
        Path path = resolved(jar, entry);
        if (path == null) {
            return false;
        }
        if (!Files.exists(path)) {
            return !given || names.contains(String.valueOf(path.getFileName()));
        }
        Path found = real(path);
        return read.contains(found) || folders.stream().anyMatch(found::startsWith);
    }

    /** Where that is; null if it is no file, or not the name of one. */
    private static @Nullable Path resolved(Path jar, String entry) {
        try {
            URI uri = jar.toUri().resolve(entry);
            return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
        } catch (IllegalArgumentException | FileSystemNotFoundException noPath) {
            return null;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path.toAbsolutePath().normalize();
        }
    }
}
