package dev.lastcall.field;

import dev.lastcall.jdks.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Where a program lies.
 *
 * @param root of the project
 * @param shared what its runs on all JDKs share, with the libraries; kept from run to run
 * @param own what its runs on this JDK share
 */
record Place(Jdk jdk, Path root, Path shared, Path own) {
    Path agentJar() {
        return root.resolve("agent/target/lastcall.jar");
    }

    Path libraries() {
        return shared.resolve("lib");
    }

    /** The sources that this project adds to the program. */
    Path sources(String name) {
        return root.resolve("agent/field/src/programs").resolve(name);
    }

    List<Path> jars() throws IOException {
        return jars(libraries());
    }

    static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** The library whose file name begins so. */
    Path jar(String prefix) throws IOException {
        for (Path jar : jars()) {
            if (jar.getFileName().toString().startsWith(prefix)) {
                return jar;
            }
        }
        throw new IOException("no " + prefix + " in " + libraries());
    }

    static String classPath(List<Path> elements) {
        return String.join(
                File.pathSeparator, elements.stream().map(Path::toString).toList());
    }

    /** Compiles sources for Java 17 and returns the folder of their classes. */
    Path compile(Path sources, List<Path> classPath, String... options) throws IOException {
        Path classes = own.resolve("classes").resolve(sources.getFileName());
        Files.createDirectories(classes);
        List<String> words =
                new ArrayList<>(List.of("--release", "17", "-g", "-nowarn", "-proc:none", "-d", classes.toString()));
        if (!classPath.isEmpty()) {
            words.addAll(List.of("-cp", classPath(classPath)));
        }
        words.addAll(List.of(options));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(words::add);
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, words.toArray(new String[0]));
        if (code != 0) {
            throw new IOException(sources + " does not compile:\n" + messages.toString(StandardCharsets.UTF_8));
        }
        return classes;
    }

    /** Runs a tool of the JDK in that folder, to its end. */
    void tool(Path folder, String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.tool(name).toString()));
        command.addAll(List.of(arguments));
        runToEnd(folder, command);
    }

    static void runToEnd(Path folder, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("did not end in time: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + command + "\n" + Files.readString(said));
        }
        Files.delete(said);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
