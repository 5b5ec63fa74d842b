package dev.lastcall.report;

import dev.lastcall.evidence.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Source files in folders and sources jars, found by what class files say: package and file name. Names of the evidence
 * are only compared with the names of files that were found before, so that none leads out of what was given; links are
 * not followed. At most {@link #MOST_FILES} files are known, and of a file at most {@link #MOST_BYTES} are read. Not
 * thread-safe.
 */
public final class SourceTree {
    static final int MOST_FILES = 200_000;
    static final int MOST_BYTES = 4_000_000;
    private static final int MOST_DEPTH = 40;
    private static final int KEPT_FILES = 200;
    /** In so many lines a file says its package. */
    private static final int HEAD = 200;

    private final Map<String, List<Source>> byName = new HashMap<>();
    private final Map<Source, List<String>> read = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, List<String>> eldest) {
            return size() > KEPT_FILES;
        }
    };
    private int files;

    /**
     * A source file.
     *
     * @param root the folder or jar
     * @param path of the file in it, with slashes
     */
    private record Source(Path root, boolean inJar, String path) {}

    /**
     * Lines around a call.
     *
     * @param file its path below the folder, or in the jar
     * @param line that of the call, from 1
     * @param from that of the first line
     */
    public record Excerpt(String file, int line, int from, List<String> lines) {
        public Excerpt {
            lines = List.copyOf(lines);
        }
    }

    private SourceTree() {}

    /**
     * The sources below some roots.
     *
     * @param roots folders with source files anywhere below, and jars
     * @throws IOException if one of them cannot be read; the message begins with it
     */
    public static SourceTree of(List<Path> roots) throws IOException {
        SourceTree tree = new SourceTree();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                tree.walk(root);
            } else if (Files.isRegularFile(root)) {
                tree.list(root);
            } else {
                throw new IOException(root + ": no such folder or sources jar");
            }
        }
        return tree;
    }

    private void walk(Path root) throws IOException {
        Files.walkFileTree(root.toRealPath(), Set.of(), MOST_DEPTH, new SimpleFileVisitor<>() {
            private final Path real = root.toRealPath();

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                Path name = folder.getFileName();
                boolean hidden = name != null && !folder.equals(real) && isSkipped(name.toString());
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    add(new Source(real, false, real.relativize(file).toString().replace('\\', '/')));
                }
                return files < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // what is not readable shows no lines
            }
        });
    }

    private static boolean isSkipped(String folder) {
        return folder.startsWith(".") || folder.equals("node_modules");
    }

    private void list(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .limit(MOST_FILES - (long) files)
                    .forEach(entry -> add(new Source(jar, true, entry.getName())));
        } catch (IOException e) {
            throw new IOException(jar + ": is no folder, and no jar that can be read: " + e.getMessage(), e);
        }
    }

    private void add(Source source) {
        String name = source.path().substring(source.path().lastIndexOf('/') + 1);
        if (!name.toLowerCase(Locale.ROOT).endsWith(".class")) {
            files++;
            byName.computeIfAbsent(name, none -> new ArrayList<>(1)).add(source);
        }
    }

    /** The file that the caller is written in; null if it is not found, or in a jar. */
    public @Nullable Path fileOf(Caller caller) {
        Source source = caller.source().isEmpty() ? null : find(caller);
        return source == null || source.inJar() ? null : source.root().resolve(source.path());
    }

    /** The lines around that call, so many before and after it; null if they are not found. */
    @Nullable
    Excerpt around(Caller caller, int reach, int mostColumns) {
        if (caller.line() <= 0 || caller.source().isEmpty()) {
            return null;
        }
        Source source = find(caller);
        List<String> lines = source == null ? List.of() : lines(source);
        if (source == null || caller.line() > lines.size()) {
            return null; // the file is of another version
        }
        int from = Math.max(1, caller.line() - reach);
        int until = Math.min(lines.size(), caller.line() + reach);
        List<String> some = new ArrayList<>();
        for (String line : lines.subList(from - 1, until)) {
            some.add(line.length() <= mostColumns ? line : line.substring(0, mostColumns) + '…');
        }
        return new Excerpt(source.path(), caller.line(), from, some);
    }

    /**
     * The file whose folders are the package; else the only one that says to be in it, as Kotlin's may lie anywhere.
     */
    private @Nullable Source find(Caller caller) {
        int dot = caller.className().lastIndexOf('.');
        String packageName = dot < 0 ? "" : caller.className().substring(0, dot);
        String path = packageName.isEmpty() ? caller.source() : packageName.replace('.', '/') + '/' + caller.source();
        List<Source> named = byName.getOrDefault(caller.source(), List.of());
        for (Source source : named) {
            if (source.path().equals(path) || source.path().endsWith('/' + path)) {
                return source;
            }
        }
        for (Source source : named) {
            if (!packageName.isEmpty() && saysPackage(source, packageName)) {
                return source;
            }
        }
        return null;
    }

    private boolean saysPackage(Source source, String packageName) {
        for (String line : lines(source).stream().limit(HEAD).toList()) {
            String text = line.strip();
            if (text.startsWith("package ")) {
                String name = text.substring("package ".length()).strip();
                return name.equals(packageName) || name.equals(packageName + ';');
            }
        }
        return false;
    }

    /** Empty if it cannot be read, or is too large to be source. */
    private List<String> lines(Source source) {
        List<String> known = read.get(source);
        if (known == null) {
            known = split(text(source));
            read.put(source, known);
        }
        return known;
    }

    private static String text(Source source) {
        try {
            if (source.inJar()) {
                try (ZipFile zip = new ZipFile(source.root().toFile())) {
                    ZipEntry entry = zip.getEntry(source.path());
                    return entry == null ? "" : decoded(zip.getInputStream(entry));
                }
            }
            Path file = source.root().resolve(source.path());
            boolean same = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            return same ? decoded(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) : "";
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String decoded(InputStream in) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? "" : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<String> split(String text) {
        return text.lines().toList();
    }
}
