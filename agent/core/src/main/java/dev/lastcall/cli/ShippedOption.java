package dev.lastcall.cli;

import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.ScanFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --scan}: the code that is shipped, looked into without running it. */
final class ShippedOption {
    @Option(
            names = "--scan",
            paramLabel = "JAR|FOLDER",
            description = {
                "What is shipped: jars, also those that hold other jars, and folders. Call sites there that no process",
                "has loaded are a doubt; for a deletion, all that names deprecated classes is a finding."
            })
    private List<Path> paths = new ArrayList<>();

    /** What is in it, by the policy asked about; null if the user named nothing. */
    @Nullable
    ScanFacts scan(Surroundings surroundings, Question question) {
        return null;
    }
}
