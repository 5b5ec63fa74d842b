package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.ratchet.BaselineChange;
import dev.lastcall.ratchet.BaselineReport;
import dev.lastcall.verdict.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baseline prune [LEDGER…] [--scan JAR|FOLDER…]}. */
@Command(
        name = "prune",
        description = {
            "Take out of the file of tolerated call sites what is gone, or is allowed by the policy by now.",
            "Gone is what --scan does not find where it was; without a scan, what no process has loaded though the evidence"
                    + " suffices for a verdict. Else an entry stays, and why is said."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:Usage, nothing that could be read, or the file could not be written."},
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " baseline prune --policy policy.yaml --scan app.jar")
final class BaselinePruneCommand implements Callable<Integer> {
    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    BaselinePruneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Baseline before = baseline.read(surroundings);
        BaselineChange change = BaselineChange.prune(
                before, evidence.judge(surroundings, Purpose.RATCHET, before).review());
        baseline.write(surroundings, before, change.after());
        surroundings.printStyled(BaselineReport.of(change));
        return ExitCode.OK;
    }
}
