package dev.lastcall.e2e;

import dev.lastcall.jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM to be started: which JDK, where, with which options, and what it runs. The environment is that of the test
 * without what would reach the agent or the JVM.
 */
final class Fork {
    /** The jar under test. */
    static final Path JAR = Path.of(System.getProperty("lastcall.test.jar", "target/lastcall.jar"))
            .toAbsolutePath();

    private final Jdk jdk;
    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String tool = "java";
    private boolean isOptimized;

    private Fork(Jdk jdk, Path folder) {
        this.jdk = jdk;
        this.folder = folder;
    }

    static Fork of(Jdk jdk, Path workingFolder) {
        return new Fork(jdk, workingFolder);
    }

    /** A tool of that JDK in place of {@code java}. */
    static Fork ofTool(String tool, Jdk jdk, Path workingFolder) {
        Fork fork = new Fork(jdk, workingFolder);
        fork.tool = tool;
        return fork;
    }

    Fork agent() {
        return option("-javaagent:" + JAR);
    }

    /** @param argument what stands behind {@code -javaagent:lastcall.jar=} */
    Fork agent(String argument) {
        return option("-javaagent:" + JAR + "=" + argument);
    }

    /**
     * With the optimizing compiler, as in production: for tests of what it may change, or that run for long. The others
     * take half the time without.
     */
    Fork optimized() {
        isOptimized = true;
        return this;
    }

    Fork option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** What {@code -Xverify:all} did before it was deprecated. */
    Fork verifyAll() {
        return option(
                "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-XX:+BytecodeVerificationRemote");
    }

    Fork environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs a program of {@code com.acme} from the test classes to its end. */
    Ended run(Class<?> program, String... arguments) {
        return start(program, arguments).end();
    }

    Started start(Class<?> program, String... arguments) {
        return startClass(program.getName(), arguments);
    }

    Started startClass(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-cp", testClasses(), program));
        words.addAll(List.of(arguments));
        return startRaw(words.toArray(new String[0]));
    }

    /** Runs with what stands behind the options of the JVM given as it is. */
    Ended runRaw(String... words) {
        return startRaw(words).end();
    }

    Started startRaw(String... words) {
        List<String> command = new ArrayList<>();
        command.add(jdk.tool(tool).toString());
        if (tool.equals("java") && !isOptimized) {
            command.addAll(Jdk.quickToStart());
        }
        command.addAll(options);
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        clean(builder.environment());
        builder.environment().putAll(environment);
        try {
            return new Started(builder.start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clean(Map<String, String> variables) {
        variables
                .keySet()
                .removeIf(name -> name.startsWith("LASTCALL_")
                        || name.equals("OTEL_SERVICE_NAME")
                        || name.equals("CLASSPATH")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS")
                        || name.equals("_JAVA_OPTIONS"));
    }

    /** Where the programs under test were compiled to. */
    static String testClasses() {
        try {
            return new File(Fork.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
