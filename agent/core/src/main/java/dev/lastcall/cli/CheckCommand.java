package dev.lastcall.cli;

import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.Verdict;
import dev.lastcall.report.TextReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check [LEDGER…]}: the verdict as exit code and in words. */
@Command(
        name = "check",
        description = "Say whether the deprecated code may go: GO, NO-GO or UNKNOWN, with the reasons.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:GO: nobody calls deprecated code but those who may, and there is evidence of that.",
            "1:NO-GO: someone calls deprecated code.",
            "2:Usage, or none of the ledgers could be read.",
            "3:UNKNOWN: not enough evidence. Silence is no evidence."
        },
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " check build/lastcall")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        LedgerArguments.Reading reading = arguments.read(surroundings);
        if (reading.nothingReadable()) {
            throw reading.asFailure();
        }
        Verdict verdict = Report.of(
                        reading.ledgers(),
                        reading.problems(),
                        surroundings.clock().instant())
                .verdict();
        surroundings.printStyled(TextReport.verdict(verdict));
        if (!reading.remedy().isEmpty()) {
            surroundings.printProblem(reading.remedy());
        }
        return ExitCode.of(verdict.result());
    }
}
