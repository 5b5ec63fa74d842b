package dev.lastcall.classpath;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all class files of a jar, a folder or a jar in a jar, and through those other files that are wanted,
 * {@code module-info} among them. Archives and class files are known by their names, and others by their first bytes.
 * What cannot be read is named, the rest is read. The versioned files of a jar that is not multi-release are passed
 * over, since no JVM would load them.
 */
public final class ClassFiles {
    /** More than any packaging needs; a jar may hold itself. */
    private static final int MOST_NESTED = 8;

    private static final PackedFile.Wanted CODE = new PackedFile.Wanted() {
        @Override
        public boolean isNamed(String entry) {
            return EntryNames.isClass(entry) || EntryNames.isJar(entry);
        }

        @Override
        public boolean begins(byte[] head) {
            return FileHead.isClass(head) || FileHead.isPackedClasses(head);
        }
    };

    private final Sink sink;

    /** Is given what there is. */
    public interface Sink {
        /** A jar was opened, at whatever depth. */
        void jar();

        /**
         * A jar was opened that is a file of its own.
         *
         * @param name as the user may know it
         * @param path where it is
         * @param classPath what its manifest says that belongs to it; null: nothing
         */
        default void jarFile(String name, Path path, @Nullable String classPath) {
            // only who asks whether all was read has to know
        }

        /**
         * A class file was read.
         *
         * @param codeSource the jar or folder, as the user may know it
         * @param entry the class file in it
         */
        void classFile(String codeSource, String entry, byte[] content);

        /** Whether a file that holds no class is to be read. */
        default boolean wants(String entry) {
            return false;
        }

        /**
         * Such a file was read.
         *
         * @param entry its name in the jar or folder that is the code source
         */
        default void file(String codeSource, String entry, byte[] content) {
            // of classes alone
        }

        /** One sentence about what could not be read. */
        void problem(String sentence);
    }

    private ClassFiles(Sink sink) {
        this.sink = sink;
    }

    public static void read(Input input, Sink sink) {
        ClassFiles files = new ClassFiles(sink);
        Path path = input.path();
        if (Files.isDirectory(path)) {
            files.folder(input.name(), path);
        } else if (!Files.exists(path)) {
            sink.problem(input.missing());
        } else if (path.toString().endsWith(".class")) {
            files.file(input.name(), path);
        } else {
            files.jar(input.name(), path);
        }
    }

    private void folder(String name, Path folder) {
        for (Path path : filesIn(name, folder)) {
            String relative = folder.relativize(path).toString().replace('\\', '/');
            if (EntryNames.isJar(relative)) {
                jar(name + '/' + relative, path);
            } else if (isRead(relative)) {
                inFolder(name, relative, path);
            } else if (!EntryNames.isOfSources(relative) && !EntryNames.isModuleInfo(relative)) {
                otherFile(name, relative, path);
            }
        }
    }

    /** A plug-in may be called as its host likes: what begins as an archive or a class file is one. */
    private void otherFile(String name, String relative, Path path) {
        String inside = name + '/' + relative;
        try {
            byte[] head;
            try (InputStream in = Files.newInputStream(path)) {
                head = in.readNBytes(FileHead.LENGTH);
            }
            if (FileHead.isModule(head)) {
                jar(inside, path);
            } else if (FileHead.isArchive(head)) {
                otherArchive(inside, path);
            } else if (FileHead.isProgram(head)) {
                program(inside, path);
            } else if (FileHead.isClass(head)) {
                sink.classFile(name, relative, Files.readAllBytes(path));
            } else if (FileHead.isImage(head)) {
                sink.problem(inside
                        + ": the classes of a run-time image: they were not read; name the jars that it was made of");
            } else if (FileHead.mayHoldPacked(head, relative)) {
                packed(inside, PackedFile.of(path, CODE));
            }
        } catch (IOException e) {
            sink.problem(inside + ": " + inWords(e));
        }
    }

    private void packed(String name, PackedFile.Content content) {
        if (content != PackedFile.Content.OTHER || FileHead.isNamedAsPacked(name)) {
            sink.problem(name + ": packed: if there are classes in it, unpack it; it was not read");
        }
    }

    private void otherArchive(String name, Path path) throws IOException {
        if (PackedFile.of(path, CODE) == PackedFile.Content.WANTED) {
            jar(name, path);
        } else {
            new ZipFile(path.toFile()).close(); // one that is damaged is named
        }
    }

    /** A jar may have a launcher before it; what has no archive behind it is a program of another kind. */
    private void program(String name, Path path) throws IOException {
        boolean holdsCode;
        try (ZipFile zip = new ZipFile(path.toFile())) {
            holdsCode = holdsCode(zip);
        } catch (ZipException noArchive) {
            return;
        }
        if (holdsCode) {
            jar(name, path);
        }
    }

    private static boolean holdsCode(ZipFile zip) {
        return zip.stream().anyMatch(entry -> CODE.isNamed(entry.getName()));
    }

    /** The files of a folder and of those below it, also of those that are links, each folder once on a way down. */
    private List<Path> filesIn(String name, Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) {
                                files.add(file);
                            } else if (attributes.isSymbolicLink() && isRead(inside(name, folder, file))) {
                                sink.problem(inside(name, folder, file) + ": a link to nowhere");
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            if (!(e instanceof FileSystemLoopException)) { // that folder is being read
                                sink.problem(inside(name, folder, file) + ": " + inWords(e));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                            if (e != null) {
                                sink.problem(inside(name, folder, visited) + ": " + inWords(e));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            sink.problem(name + ": " + inWords(e));
        }
        files.sort(null);
        return files;
    }

    /** A file or folder in a root, as the user may know it. */
    private static String inside(String name, Path root, Path path) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        return relative.isEmpty() ? name : name + '/' + relative;
    }

    private void file(String name, Path path) {
        inFolder(name, path.toString(), path);
    }

    private void inFolder(String name, String entry, Path path) {
        try {
            read(name, entry, Files.readAllBytes(path));
        } catch (IOException e) {
            sink.problem(name + '/' + entry + ": " + inWords(e));
        }
    }

    private void jar(String name, Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            sink.jar();
            Attributes manifest = manifest(zip);
            sink.jarFile(name, path, manifest.getValue(Attributes.Name.CLASS_PATH));
            entries(name, zip, isMultiRelease(manifest), Set.of(), 0);
        } catch (IOException | IllegalArgumentException e) {
            sink.problem(name + ": " + inWords(e));
        }
    }

    /** @param read names of entries that were read before */
    private void entries(String name, ZipFile zip, boolean multiRelease, Set<String> read, int depth) {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (read.contains(entry.getName())) {
                continue;
            }
            if (isWanted(entry.getName(), multiRelease)) {
                inJar(name, zip, entry, depth);
            } else if (mayBeOther(entry, multiRelease)) {
                otherInJar(name, zip, entry, depth);
            }
        }
    }

    private void inJar(String name, ZipFile zip, ZipEntry entry, int depth) {
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readAllBytes();
        } catch (IOException e) {
            sink.problem(name + "!/" + entry.getName() + ": " + inWords(e));
            return;
        }
        entry(name, entry.getName(), content, depth);
    }

    private void otherInJar(String name, ZipFile zip, ZipEntry entry, int depth) {
        try (InputStream in = zip.getInputStream(entry)) {
            other(name, entry.getName(), in, depth);
        } catch (IOException e) {
            sink.problem(name + "!/" + entry.getName() + ": " + inWords(e));
        }
    }

    private void other(String jar, String entry, InputStream in, int depth) throws IOException {
        byte[] head = in.readNBytes(FileHead.LENGTH);
        if (FileHead.isClass(head)) {
            sink.classFile(EntryNames.codeSource(jar, entry), entry, whole(head, in));
        } else if (FileHead.isArchive(head) || FileHead.isModule(head) || FileHead.isProgram(head)) {
            byte[] content = whole(head, in);
            if (holdsCode(content, FileHead.isArchive(head))) {
                nested(jar + "!/" + entry, content, depth + 1);
            }
        } else if (FileHead.mayHoldPacked(head, entry)) {
            packed(jar + "!/" + entry, PackedFile.of(new ByteArrayInputStream(whole(head, in)), CODE));
        }
    }

    private static byte[] whole(byte[] head, InputStream rest) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(head);
        rest.transferTo(content);
        return content.toByteArray();
    }

    private static boolean holdsCode(byte[] content, boolean fromFront) throws IOException {
        int entries = 0;
        if (fromFront) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (CODE.isNamed(entry.getName())) {
                        return true;
                    }
                    entries++;
                }
            }
        }
        int end = ZipEnd.of(content);
        if (end < 0 || entries == ZipEnd.entries(content, end)) {
            return false;
        }
        try (Unpacked file = new Unpacked(content);
                ZipFile zip = new ZipFile(file.path().toFile())) {
            return holdsCode(zip);
        } catch (ZipException noArchive) { // the end of one, perhaps in the text of a program
            return fromFront;
        }
    }

    private static boolean mayBeOther(ZipEntry entry, boolean multiRelease) {
        return !entry.isDirectory()
                && !EntryNames.isOfSources(entry.getName())
                && !EntryNames.isModuleInfo(entry.getName())
                && (multiRelease || !EntryNames.isVersioned(entry.getName()));
    }

    private void entry(String jar, String entry, byte[] content, int depth) {
        if (EntryNames.isJar(entry)) {
            nested(jar + "!/" + entry, content, depth + 1);
        } else {
            read(EntryNames.codeSource(jar, entry), entry, content);
        }
    }

    private void read(String codeSource, String entry, byte[] content) {
        if (EntryNames.isClass(entry)) {
            sink.classFile(codeSource, entry, content);
        } else if (sink.wants(entry)) {
            sink.file(codeSource, entry, content);
        }
    }

    private void nested(String name, byte[] jar, int depth) {
        if (depth > MOST_NESTED) {
            sink.problem(name + ": jars in jars, deeper than " + MOST_NESTED);
            return;
        }
        int end = ZipEnd.of(jar);
        if (end < 0) {
            sink.problem(name + ": no jar, or a damaged one");
            return;
        }
        sink.jar();
        try {
            Set<String> read = new HashSet<>();
            if (fromFront(name, jar, depth, read) != ZipEnd.entries(jar, end)) {
                byDirectory(name, jar, depth, read);
            }
        } catch (IOException | IllegalArgumentException e) {
            sink.problem(name + ": " + inWords(e));
        }
    }

    /**
     * Reads what can be read without the directory at the end, and returns how many entries that are. That is not all
     * if a launcher precedes the archive, or there is a gap in it.
     *
     * @param read takes the names of those that need not be read again
     */
    private int fromFront(String name, byte[] jar, int depth, Set<String> read) throws IOException {
        int entries = 0;
        boolean multiRelease = isMultiRelease(jar);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (isWanted(entry.getName(), multiRelease)) {
                    entry(name, entry.getName(), zip.readAllBytes(), depth);
                    read.add(entry.getName());
                } else if (mayBeOther(entry, multiRelease)) {
                    other(name, entry.getName(), zip, depth);
                    read.add(entry.getName());
                }
            }
        }
        return entries;
    }

    /** Reads the other entries as a JVM would, from a file. */
    private void byDirectory(String name, byte[] jar, int depth, Set<String> read) throws IOException {
        try (Unpacked file = new Unpacked(jar);
                ZipFile zip = new ZipFile(file.path().toFile())) {
            entries(name, zip, isMultiRelease(manifest(zip)), read, depth);
        }
    }

    private boolean isWanted(String entry, boolean multiRelease) {
        return EntryNames.isJar(entry) || (isRead(entry) && (multiRelease || !EntryNames.isVersioned(entry)));
    }

    private boolean isRead(String file) {
        return EntryNames.isJar(file) || EntryNames.isClass(file) || sink.wants(file);
    }

    private static Attributes manifest(ZipFile zip) throws IOException {
        ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
        if (manifest == null) {
            return new Attributes(0);
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static boolean isMultiRelease(byte[] jar) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    return isMultiRelease(new Manifest(zip).getMainAttributes());
                }
            }
        }
        return false;
    }

    private static boolean isMultiRelease(Attributes manifest) {
        return "true".equalsIgnoreCase(manifest.getValue(Attributes.Name.MULTI_RELEASE));
    }

    static String inWords(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof ZipException) {
            return "no jar, or a damaged one (" + e.getMessage() + ')';
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
    }
}
