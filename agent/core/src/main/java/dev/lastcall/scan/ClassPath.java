package dev.lastcall.scan;

import dev.lastcall.weave.ClassFileReader;
import dev.lastcall.weave.ClassShape;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are looked up by name, as files: jars and folders in their order, then the JDK that runs this. Of a
 * multi-release jar, what this JDK would see. Not thread-safe.
 */
final class ClassPath implements Closeable {
    private final List<Root> roots = new ArrayList<>();
    private final Set<String> problems = new TreeSet<>();
    private final JdkClasses jdk = new JdkClasses();

    ClassPath(List<Input> entries) {
        for (Input entry : entries) {
            open(entry);
        }
    }

    private void open(Input entry) {
        try {
            roots.add(Files.isDirectory(entry.path()) ? new Folder(entry.path()) : new Jar(entry.path()));
        } catch (IOException e) {
            problems.add(entry.name() + ": " + ClassFiles.inWords(e));
        }
    }

    /** One sentence for each entry and class that could not be read. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The class of that binary name; null if it is not here or can't be read. */
    @Nullable
    ClassShape find(String className) {
        String file = className.replace('.', '/') + ".class";
        try {
            for (Root root : roots) {
                byte[] content = root.read(file);
                if (content != null) {
                    return ClassFileReader.shape(content);
                }
            }
            byte[] content = jdk.read(className, file);
            return content == null ? null : ClassFileReader.shape(content);
        } catch (IOException e) {
            problems.add(className + ": " + ClassFiles.inWords(e));
            return null;
        }
    }

    /** The binary names of all classes in the jars and folders, without the JDK's, sorted. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Root root : roots) {
            try {
                root.addNames(names);
            } catch (IOException e) {
                problems.add(ClassFiles.inWords(e));
            }
        }
        return names;
    }

    /** The binary names of the JDK's classes. */
    Set<String> jdkNames() {
        try {
            return jdk.names();
        } catch (IOException e) {
            problems.add(ClassFiles.inWords(e));
            return Set.of();
        }
    }

    @Override
    public void close() throws IOException {
        for (Root root : roots) {
            root.close();
        }
        jdk.close();
    }

    private static void addName(String file, Set<String> names) {
        if (file.endsWith(".class") && !ClassFiles.isModuleInfo(file) && !file.startsWith("META-INF/")) {
            names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        }
    }

    private interface Root extends Closeable {
        byte @Nullable [] read(String file) throws IOException;

        void addNames(Set<String> names) throws IOException;
    }

    private static final class Jar implements Root {
        private final JarFile jar;

        Jar(Path path) throws IOException {
            jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        }

        @Override
        public byte @Nullable [] read(String file) throws IOException {
            ZipEntry entry = jar.getEntry(file);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }

        @Override
        public void addNames(Set<String> names) {
            jar.versionedStream().forEach(entry -> addName(entry.getName(), names));
        }

        @Override
        public void close() throws IOException {
            jar.close();
        }
    }

    private record Folder(Path path) implements Root {
        @Override
        public byte @Nullable [] read(String file) throws IOException {
            Path found = path.resolve(file);
            return Files.isRegularFile(found) ? Files.readAllBytes(found) : null;
        }

        @Override
        public void addNames(Set<String> names) throws IOException {
            try (Stream<Path> tree = Files.walk(path)) {
                tree.map(it -> path.relativize(it).toString().replace('\\', '/'))
                        .forEach(it -> addName(it, names));
            }
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }

    /** The class files of the JDK's modules. */
    private static final class JdkClasses implements Closeable {
        private final Map<String, ModuleReference> byPackage = new HashMap<>();
        private final Map<String, ModuleReader> readers = new HashMap<>();

        JdkClasses() {
            for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
                for (String name : module.descriptor().packages()) {
                    byPackage.put(name, module);
                }
            }
        }

        byte @Nullable [] read(String className, String file) throws IOException {
            int dot = className.lastIndexOf('.');
            ModuleReference module = dot < 0 ? null : byPackage.get(className.substring(0, dot));
            if (module == null) {
                return null;
            }
            Optional<InputStream> found = reader(module).open(file);
            if (found.isEmpty()) {
                return null;
            }
            try (InputStream in = found.get()) {
                return in.readAllBytes();
            }
        }

        Set<String> names() throws IOException {
            Set<String> names = new TreeSet<>();
            for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
                try (Stream<String> files = reader(module).list()) {
                    files.forEach(file -> addName(file, names));
                }
            }
            return names;
        }

        private ModuleReader reader(ModuleReference module) throws IOException {
            String name = module.descriptor().name();
            ModuleReader reader = readers.get(name);
            if (reader == null) {
                reader = module.open();
                readers.put(name, reader);
            }
            return reader;
        }

        @Override
        public void close() throws IOException {
            for (ModuleReader reader : readers.values()) {
                reader.close();
            }
        }
    }
}
