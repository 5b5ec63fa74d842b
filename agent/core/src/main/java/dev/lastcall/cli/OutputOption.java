package dev.lastcall.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command writes what it makes: a file that the user names, or standard output. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, completely or not at all. Default: standard output.")
    private @Nullable Path file;

    boolean isStandardOutput() {
        return file == null;
    }

    /** @throws CommandFailure if the file cannot be written */
    void write(Surroundings surroundings, String text) {
        if (file == null) {
            surroundings.print(text);
        } else {
            surroundings.write(file, text);
        }
    }
}
