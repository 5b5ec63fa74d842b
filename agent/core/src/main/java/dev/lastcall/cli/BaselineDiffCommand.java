package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.ratchet.BaselineJson;
import dev.lastcall.ratchet.BaselineReport;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.BaselineReview.State;
import dev.lastcall.verdict.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baseline diff [LEDGER…] [--scan JAR|FOLDER…] [--format FORMAT]}. */
@Command(
        name = "diff",
        description =
                "Say in what the file of tolerated call sites and the evidence differ: new, expired, gone. Writes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No call site is new, and the time of none is over.",
            "1:There are new or expired ones.",
            "2:Usage, or nothing that could be read."
        },
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " baseline diff --policy policy.yaml --scan app.jar ledgers")
final class BaselineDiffCommand implements Callable<Integer> {
    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    BaselineDiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Baseline before = baseline.read(surroundings);
        BaselineReview review =
                evidence.judge(surroundings, Purpose.RATCHET, before).review();
        if (format.isJson()) {
            surroundings.print(BaselineJson.of(before.name(), review));
        } else {
            surroundings.printStyled(BaselineReport.of(before.name(), review));
        }
        return review.added().isEmpty() && review.entries(State.EXPIRED).isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
