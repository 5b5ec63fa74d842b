package dev.lastcall.ways;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ways.run.SkipAgent;
import ways.run.SwapAgent;
import ways.run.VersionPatch;

/** What rows need beside the classes of this module, made once for all JVMs. */
final class Ingredients {
    private static final String AGENT = "agent-here";
    /** How the file names of libraries start that generate classes, and of what they need. */
    private static final List<String> GENERATORS = List.of(
            "aopalliance-",
            "commons-logging-",
            "failureaccess-",
            "guava-",
            "guice-",
            "jackson-",
            "jakarta.inject-",
            "javassist-",
            "micrometer-",
            "mockito-",
            "objenesis-",
            "spring-");

    private final Path folder;
    private final Path classes;
    private final Path languages;
    private final @Nullable Path nativeLibrary;

    private Ingredients(Path folder, Path classes, Path languages, @Nullable Path nativeLibrary) {
        this.folder = folder;
        this.classes = classes;
        this.languages = languages;
        this.nativeLibrary = nativeLibrary;
    }

    static Ingredients prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path classes = ClassPath.classes();
        Ingredients made =
                new Ingredients(folder, classes, LanguageSources.compiled(classes), nativeLibrary(folder, classes));
        made.bootClasses();
        made.modules();
        made.agent("patch.jar", VersionPatch.class);
        made.agent("skip.jar", SkipAgent.class);
        made.agent("swap.jar", SwapAgent.class);
        return made;
    }

    /** Whether that row can run here. */
    boolean suffice(WayRow row) {
        return nativeLibrary != null || !String.join("", row.way().flags()).contains("{native}");
    }

    /** For the JVMs of the rows: this module's classes and the libraries that rows use, no more. */
    private List<String> classPath() {
        List<String> path = new ArrayList<>(List.of(classes.toString()));
        for (String entry : ClassPath.entries()) {
            if (entry.contains("byte-buddy")) {
                path.add(entry);
            }
        }
        return path;
    }

    /** The class path that those flags of a row ask for; takes what is meant for this class alone out of them. */
    List<String> takeClassPath(List<String> flags) {
        if (flags.remove("{languages}")) {
            return languageClassPath();
        }
        if (flags.remove("{agents}")) {
            return agentsClassPath();
        }
        return flags.remove("{generators}") ? generatorClassPath() : classPath();
    }

    /** The same with the libraries that generate classes. */
    private List<String> generatorClassPath() {
        List<String> path = classPath();
        for (String entry : ClassPath.entries()) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (GENERATORS.stream().anyMatch(name::startsWith)) {
                path.add(entry);
            }
        }
        return path;
    }

    /** The same with what the compilers of other languages made, and their run-time libraries. */
    private List<String> languageClassPath() {
        List<String> path = classPath();
        path.add(languages.toString());
        for (String entry : ClassPath.entries()) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (LanguageSources.RUNTIMES.stream().anyMatch(name::startsWith)) {
                path.add(entry);
            }
        }
        return path;
    }

    /** A flag with what it names filled in. */
    String filled(String flag) {
        return flag.replace("{boot}", folder.resolve("boot").toString())
                .replace("{modules}", folder.resolve("modules").toString())
                .replace("{patch}", folder.resolve("patch.jar").toString())
                .replace("{skip}", folder.resolve("skip.jar").toString())
                .replace("{swap}", folder.resolve("swap.jar").toString())
                .replace("{byteman}", library("byteman-"))
                .replace("{mockito}", library("mockito-core-"))
                .replace("{classes}", classes.toString())
                .replace("{native}", String.valueOf(nativeLibrary));
    }

    /** The flags with the agent's in its place: where one says so, else in front. */
    static List<String> atAgent(List<String> flags, String agent) {
        List<String> all = new ArrayList<>(flags);
        int at = all.indexOf(AGENT);
        if (at >= 0) {
            all.set(at, agent);
        } else {
            all.add(0, agent);
        }
        return all;
    }

    private void bootClasses() throws IOException {
        for (String each : List.of("ways/boot", "ways/run")) {
            Path from = classes.resolve(each);
            Path to = Files.createDirectories(folder.resolve("boot").resolve(each));
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(f -> isForBoot(from, f)).toList()) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    private static boolean isForBoot(Path from, Path file) {
        return from.endsWith("boot") || String.valueOf(file.getFileName()).startsWith("Truth");
    }

    private void modules() throws IOException {
        Path sources = classes.resolve("modules");
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-d",
                folder.resolve("modules").toString(),
                "--module-source-path",
                sources.toString(),
                "-cp",
                classes.toString(),
                "--add-reads",
                "ways.old=ALL-UNNAMED"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("javac " + arguments);
        }
    }

    /** For rows beside other agents: what {@link #classPath} has, and Mockito. */
    private List<String> agentsClassPath() {
        List<String> path = classPath();
        for (String entry : ClassPath.entries()) {
            if (entry.contains("mockito-core") || entry.contains("objenesis") || entry.contains("javassist")) {
                path.add(entry);
            }
        }
        return path;
    }

    private static String library(String name) {
        return ClassPath.entries().stream()
                .filter(entry -> String.valueOf(Path.of(entry).getFileName()).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private void agent(String jarName, Class<?> agent) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", agent.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        try (OutputStream out = Files.newOutputStream(folder.resolve(jarName));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    /** Null if there is no C compiler. */
    private static @Nullable Path nativeLibrary(Path folder, Path classes) {
        Path include = Path.of(System.getProperty("java.home"), "include");
        Path library = folder.resolve("libways.so");
        List<String> command = List.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-pthread",
                "-I" + include,
                "-I" + include.resolve("linux"),
                "-o",
                library.toString(),
                classes.resolve("native/ways.c").toString());
        try {
            return Fork.run(folder.resolve("gcc"), command).exitCode() == 0 ? library : null;
        } catch (java.io.UncheckedIOException noCompiler) {
            return null;
        }
    }
}
