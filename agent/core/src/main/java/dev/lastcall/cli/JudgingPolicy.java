package dev.lastcall.cli;

import dev.lastcall.policy.Policy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy by which evidence is judged, where the user names one. */
final class JudgingPolicy {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = PolicyNames.Converter.class,
            description = {
                "The policy to judge by, YAML or .txt; " + PolicyNames.SEVERAL,
                "Default: that of the process that started last."
            })
    private @Nullable PolicyNames files;

    /** Null if the user names none. */
    @Nullable
    Policy load(Surroundings surroundings) {
        return files == null ? null : PolicyFiles.load(surroundings.folder(), files.files());
    }

    /** What the user wrote, for people; empty if nothing. */
    String name() {
        return PolicyNames.inWords(files);
    }
}
