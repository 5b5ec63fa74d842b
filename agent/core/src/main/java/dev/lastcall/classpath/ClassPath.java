package dev.lastcall.classpath;

import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.classfile.ClassShape;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are looked up by name: those of jars, also in jars, and of folders, in their order, read as {@link
 * ClassFiles} reads them, then the JDK that runs this. Of a multi-release jar, what this JDK would see. What is in the
 * jars and folders is read when it is first asked for. Not thread-safe.
 */
public final class ClassPath implements Closeable {
    private final List<Input> entries;
    private final Set<String> problems = new TreeSet<>();
    private final JdkClasses jdk = new JdkClasses();
    private @Nullable Contents contents;
    private final Set<String> fromJdk = new HashSet<>();

    public ClassPath(List<Input> entries) {
        this.entries = List.copyOf(entries);
    }

    private Contents contents() {
        Contents known = contents;
        if (known == null) {
            known = new Contents(problems);
            contents = known;
            for (Input entry : entries) {
                ClassFiles.read(entry, known);
            }
            if (known.classes.isEmpty() && known.unreadable.isEmpty() && problems.isEmpty() && !entries.isEmpty()) {
                problems.add(entries.get(0).name() + ": there is no class file in it");
            }
        }
        return known;
    }

    /** One sentence for each entry and class that could not be read. */
    public List<String> problems() {
        contents();
        return List.copyOf(problems);
    }

    /** The class of that binary name; null if it is not here or can't be read. */
    @Nullable
    ClassShape find(String className) {
        Contents known = contents();
        Found found = known.classes.get(className);
        if (found != null) {
            return found.shape;
        }
        String unreadable = known.unreadable.get(className);
        if (unreadable != null) {
            problems.add(unreadable);
            return null;
        }
        try {
            byte[] content = jdk.read(className, className.replace('.', '/') + ".class");
            if (content == null) {
                return null;
            }
            fromJdk.add(className);
            return ClassFileReader.shape(content);
        } catch (IOException e) {
            problems.add(className + ": " + ClassFiles.inWords(e));
            return null;
        }
    }

    /** Whether the class of that binary name, which was found, is the JDK's, and not in a jar or folder. */
    boolean isOfJdk(String className) {
        return fromJdk.contains(className);
    }

    /** The binary names of all classes in the jars and folders, without the JDK's, sorted. */
    public Set<String> names() {
        return new TreeSet<>(contents().classes.keySet());
    }

    /** The binary names of the JDK's classes. */
    public Set<String> jdkNames() {
        try {
            return jdk.names();
        } catch (IOException e) {
            problems.add(ClassFiles.inWords(e));
            return Set.of();
        }
    }

    @Override
    public void close() throws IOException {
        jdk.close();
    }

    private static void addName(String file, Set<String> names) {
        if (file.endsWith(".class") && !EntryNames.isModuleInfo(file) && !file.startsWith("META-INF/")) {
            names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        }
    }

    /**
     * A class that was found.
     *
     * @param version of a multi-release jar; 0 for what lies outside its versions
     */
    private record Found(ClassShape shape, String codeSource, int version) {}

    /**
     * What is in the jars and folders. Of copies of a class the first counts; of its versions in one jar, the highest.
     */
    private static final class Contents implements ClassFiles.Sink {
        private final Map<String, Found> classes = new HashMap<>();
        /** By class name, a sentence: it is a problem only if the class is asked for. */
        private final Map<String, String> unreadable = new HashMap<>();

        private final Set<String> problems;

        Contents(Set<String> problems) {
            this.problems = problems;
        }

        @Override
        public void jar() {
            // nobody counts them
        }

        @Override
        public void classFile(String codeSource, String entry, byte[] content) {
            int version = EntryNames.version(entry);
            if (version > Runtime.version().feature()) {
                return;
            }
            try {
                ClassShape shape = ClassFileReader.shape(content);
                Found before = classes.get(shape.name());
                if (before == null || (before.codeSource.equals(codeSource) && before.version < version)) {
                    classes.put(shape.name(), new Found(shape, codeSource, version));
                }
            } catch (IOException e) {
                unreadable.putIfAbsent(EntryNames.className(entry), ShapeCollector.unreadable(codeSource, entry, e));
            }
        }

        @Override
        public void problem(String sentence) {
            problems.add(sentence);
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
