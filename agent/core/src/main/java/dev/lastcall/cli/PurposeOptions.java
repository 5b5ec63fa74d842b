package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.verdict.Purpose;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be done with the deprecated code, and what is tolerated meanwhile. */
final class PurposeOptions {
    @Option(
            names = "--for",
            paramLabel = "PURPOSE",
            converter = PurposeConverter.class,
            description = {
                "block: would a call be refused? delete: would anything fail to link, to load or to be found?",
                "ratchet: is there a call site beyond what --baseline or the policy's budget tolerates?",
                "Default: ratchet if there is a baseline or a budget, else block."
            })
    private @Nullable Purpose purpose;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "The call sites that are tolerated, as 'baseline accept' writes them.")
    private @Nullable Path baseline;

    /** @throws CommandFailure if a baseline is given for a deletion */
    Purpose purpose(VerdictTerms terms) {
        if (purpose == Purpose.DELETE && baseline != null) {
            throw new CommandFailure(
                    "--baseline tolerates calls, and a call of what is deleted fails all the same: leave out"
                            + " --baseline, or ask --for ratchet");
        }
        if (purpose != null) {
            return purpose;
        }
        return baseline != null || terms.budget() != null ? Purpose.RATCHET : Purpose.BLOCK;
    }

    /** @throws CommandFailure with all that is wrong in the file */
    @Nullable
    Baseline baseline(Surroundings surroundings) {
        return baseline == null ? null : BaselineFiles.read(surroundings, baseline);
    }

    /** By the word on the command line. */
    static final class PurposeConverter extends WordConverter<Purpose> {
        PurposeConverter() {
            super("purpose", Purpose.values());
        }
    }
}
