package dev.lastcall.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** Runs the command line tool of the agent's jar in a separate process, on the Java that runs Maven. */
final class Tool {
    /** JVM options for a short-lived process: one compiler, one thread for the heap. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8");

    static final int GO = 0;
    static final int NO_GO = 1;
    static final int UNKNOWN = 3;

    /**
     * The result of a run.
     *
     * @param exit its exit code
     * @param lines its output, including standard error
     */
    record Outcome(int exit, List<String> lines) {
        Outcome {
            lines = List.copyOf(lines);
        }
    }

    private final File jar;
    private final File folder;

    Tool(File jar, File folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** @throws MojoExecutionException if it could not be run */
    Outcome run(List<String> arguments) throws MojoExecutionException {
        List<String> command = new ArrayList<>();
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.addAll(SHORT_LIVED);
        command.add("-jar");
        command.add(jar.getPath());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // the agent is for the tests
        builder.environment().put("NO_COLOR", "1");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            }
            return new Outcome(process.waitFor(), lines);
        } catch (IOException e) {
            throw new MojoExecutionException("lastcall could not be run: " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while lastcall ran", e);
        }
    }
}
