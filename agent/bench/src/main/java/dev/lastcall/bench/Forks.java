package dev.lastcall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts JVMs of the JDK that runs this, in a folder of their own. */
final class Forks {
    /** Bash reaps the child and prints the CPU time that the kernel has charged to it, in seconds. */
    private static final String TIMED = "TIMEFORMAT='%3U %3S'; { time \"$@\" >out.txt 2>err.txt; } 2>time.txt";

    private final Path folder;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    Forks(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Runs {@code java} with these arguments to its end. */
    Ran java(List<String> arguments) throws IOException, InterruptedException {
        return java(arguments, 0);
    }

    /** The same for a program that ends with that exit code. */
    Ran java(List<String> arguments, int expectedCode) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", java.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(Forks::influences);
        int code = builder.inheritIO().start().waitFor();
        Ran ran = new Ran(cpuSeconds(read("time.txt")), read("out.txt"), read("err.txt"));
        if (code != expectedCode) {
            throw new IllegalStateException("exit code " + code + ": " + arguments + "\n" + ran.out() + ran.err());
        }
        return ran;
    }

    /** What a user has set for his own JVMs must not decide what is measured. */
    private static boolean influences(String variable) {
        return variable.startsWith("LASTCALL_")
                || variable.startsWith("OTEL_")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS");
    }

    static double cpuSeconds(String times) {
        return Arrays.stream(times.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    static String classPath(List<Path> elements) {
        return String.join(
                File.pathSeparator, elements.stream().map(Path::toString).toList());
    }
}
