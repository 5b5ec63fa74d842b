package dev.lastcall.cli;

import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report [LEDGER…] [--format FORMAT] [-o FILE]}. */
@Command(
        name = "report",
        description = "Tell what was called, by whom, how often and since when. Many ledgers are merged.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, whatever the verdict: see check.",
            "2:Usage, no ledger could be read, or the report could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " report",
            "  " + CommandLineTool.NAME + " report --format json -o report.json node-1/lastcall node-2/lastcall"
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ReportFormat.Converter.class,
            description = "text or json. Default: text.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, completely or not at all. Default: standard output.")
    private @Nullable Path output;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Report report;
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            report = report(fold);
        }
        write(format.write(report));
        return ExitCode.OK;
    }

    private Report report(LedgerFold fold) {
        try {
            fold.readHeads();
            Question question =
                    Question.of(fold.lastPolicy(), surroundings.clock().instant(), zone.of(surroundings.clock()));
            ReportFold report = new ReportFold(question);
            fold.into(List.of(report));
            if (fold.nothingRead()) {
                throw LedgerArguments.asFailure(fold.problems());
            }
            return report.report();
        } catch (OutOfMemoryError e) { // what was read is garbage by now
            throw fold.outOfMemory();
        }
    }

    private void write(String text) {
        if (output == null && format == ReportFormat.TEXT) {
            surroundings.printStyled(text);
            return;
        }
        if (output == null) {
            surroundings.print(text);
            return;
        }
        try {
            WholeFile.write(surroundings.folder().resolve(output), text);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write " + output + ": " + Failures.inWords(e) + surroundings.where(output));
        }
    }
}
