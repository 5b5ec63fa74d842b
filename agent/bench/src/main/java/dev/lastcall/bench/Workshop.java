package dev.lastcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * What the measured processes need.
 *
 * @param lastcall lastcall.jar
 * @param bench the jar with the measured programs
 * @param libraries the folder of their libraries
 * @param harness the folder of JMH and of the weaver's library, apart from those: neither the web application nor the
 *     class filter is to meet it
 * @param core the classes of the agent's core, for the class filter and to make ledgers
 * @param evidence the classes that those need
 */
record Workshop(Path lastcall, Path bench, Path libraries, Path harness, Path core, Path evidence, Forks forks) {
    static final int MANY_SIGNATURES = 10_000;

    /**
     * That of a project that was built.
     *
     * @param root the project's
     * @param folder for what is made on the way
     */
    static Workshop in(Path root, Path folder) {
        return new Workshop(
                root.resolve("agent/target/lastcall.jar"),
                root.resolve("agent/bench/target/bench.jar"),
                root.resolve("agent/bench/target/lib"),
                root.resolve("agent/bench/target/harness"),
                root.resolve("agent/core/target/classes"),
                root.resolve("agent/evidence/target/classes"),
                new Forks(folder));
    }

    List<Path> libraryJars() throws IOException {
        return jars(libraries);
    }

    /** The class path of the web application. */
    String webClassPath() throws IOException {
        return benchWith(libraryJars());
    }

    /** The class path of the benchmarks that JMH runs. */
    String jmhClassPath() throws IOException {
        return benchWith(jars(harness));
    }

    /** The class path of what looks into the agent. */
    String withCore() {
        return Forks.classPath(List.of(bench, core, evidence));
    }

    /** The class path of what weaves without the agent. */
    String withWeaver() throws IOException {
        List<Path> all = new ArrayList<>(List.of(bench, core, evidence));
        for (Path jar : jars(harness)) {
            if (jar.getFileName().toString().startsWith("byte-buddy")) {
                all.add(jar);
            }
        }
        return Forks.classPath(all);
    }

    private String benchWith(List<Path> jars) {
        List<Path> all = new ArrayList<>(List.of(bench));
        all.addAll(jars);
        return Forks.classPath(all);
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    Path library(String prefix) throws IOException {
        return libraryJars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IOException(libraries + ": no " + prefix));
    }

    /** @param settings as they follow the jar, such as {@code mode=log,deprecated=a.B} */
    String agent(String settings) {
        return "-javaagent:" + lastcall + "=" + settings;
    }

    /** An agent jar with that one class. */
    String agent(Class<?> premain) throws IOException {
        Path jar = forks.folder().resolve(premain.getSimpleName() + ".jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), premain.getName());
        attributes.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : List.of(premain.getName(), premain.getName() + "$1")) {
                String path = name.replace('.', '/') + ".class";
                try (InputStream in = premain.getClassLoader().getResourceAsStream(path)) {
                    if (in != null) {
                        out.putNextEntry(new JarEntry(path));
                        in.transferTo(out);
                    }
                }
            }
        }
        return "-javaagent:" + jar;
    }

    /** The policy of the web application's rule. */
    Path smallPolicy() throws IOException {
        return Files.writeString(forks.folder().resolve("small.txt"), "com.acme.bench.web.LegacyFactory\n");
    }

    /** That rule and thousands of signatures that match nothing, as signature file or as YAML. */
    Path largePolicy(boolean yaml) throws IOException {
        String start = yaml ? "      - " : "";
        StringBuilder text = new StringBuilder();
        if (yaml) {
            text.append("lastcall: 1\nrules:\n  - id: large\n    deprecated:\n");
        }
        text.append(start).append("com.acme.bench.web.LegacyFactory\n");
        for (int i = 1; i < MANY_SIGNATURES; i++) {
            text.append(start)
                    .append("com.acme.area")
                    .append(i % 97)
                    .append(i % 3 == 0 ? ".internal.Legacy" : ".Old")
                    .append(i)
                    .append(i % 2 == 0 ? "ConnectionFactory" : "Service")
                    .append('\n');
        }
        return Files.writeString(forks.folder().resolve(yaml ? "large.yaml" : "large.txt"), text);
    }

    /**
     * Writes and compiles a class {@code Callers} whose {@code run} calls the deprecated factory once from each of many
     * lines.
     *
     * @return the folder of the class
     */
    Path callers(int sites) throws IOException {
        int perMethod = 100;
        StringBuilder source = new StringBuilder("public class Callers {\n  static int length;\n");
        StringBuilder run = new StringBuilder("  public static void run() {\n");
        for (int method = 0; method < sites / perMethod; method++) {
            source.append("  static void part").append(method).append("() {\n");
            for (int i = 0; i < perMethod; i++) {
                source.append("    length += com.acme.bench.web.LegacyFactory.create(\"x\").length();\n");
            }
            source.append("  }\n");
            run.append("    part").append(method).append("();\n");
        }
        Path folder = Files.createDirectories(forks.folder().resolve("callers"));
        Path file = Files.writeString(
                folder.resolve("Callers.java"), source.append(run).append("  }\n}\n"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, "-cp", webClassPath(), "-d", folder.toString(), file.toString()) != 0) {
            throw new IOException(file + " does not compile");
        }
        return folder;
    }
}
