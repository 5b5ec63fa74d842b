package dev.lastcall.ways;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that has ended. */
record Fork(int exitCode, String out, String err) {
    private static final int SECONDS = 600;

    /** Runs to the end, in that folder. The output goes through files beside it, so that no pipe can fill. */
    static Fork run(Path folder, List<String> command) {
        try {
            Files.createDirectories(folder);
            File out = folder.resolve("stdout").toFile();
            File err = folder.resolve("stderr").toFile();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out)
                    .redirectError(err);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("LASTCALL_") || name.equals("JAVA_TOOL_OPTIONS"));
            Process process = builder.start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Fork(
                    ended ? process.exitValue() : -1,
                    Files.readString(out.toPath()),
                    Files.readString(err.toPath()) + (ended ? "" : "\nkilled after " + SECONDS + " s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
