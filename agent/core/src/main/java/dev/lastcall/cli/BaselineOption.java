package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineText;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --baseline}: the file that a command of {@code baseline} works on. */
final class BaselineOption {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "The file of tolerated call sites. Default: lastcall.baseline in the working folder.")
    private Path file = Path.of("lastcall.baseline");

    boolean exists(Surroundings surroundings) {
        return Files.exists(surroundings.folder().resolve(file));
    }

    String name() {
        return file.toString();
    }

    /** @throws CommandFailure with all that is wrong in it, or if there is none */
    Baseline read(Surroundings surroundings) {
        return BaselineFiles.read(surroundings, file);
    }

    /** Writes it, unless that would change nothing. */
    void write(Surroundings surroundings, Baseline before, Baseline after) {
        String text = BaselineText.of(after);
        if (!exists(surroundings) || !BaselineText.of(before).equals(text)) {
            surroundings.write(file, text);
        }
    }
}
