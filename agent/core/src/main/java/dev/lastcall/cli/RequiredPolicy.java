package dev.lastcall.cli;

import dev.lastcall.policy.Policy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy without which a command has nothing to do. */
final class RequiredPolicy {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = PolicyNames.Converter.class,
            required = true,
            description = "The policy, YAML or .txt; " + PolicyNames.SEVERAL)
    private @Nullable PolicyNames files;

    Policy load(Surroundings surroundings) {
        return PolicyFiles.load(surroundings.folder(), PolicyNames.filesOf(files));
    }

    /** What the user wrote, for people. */
    String name() {
        return PolicyNames.inWords(files);
    }
}
