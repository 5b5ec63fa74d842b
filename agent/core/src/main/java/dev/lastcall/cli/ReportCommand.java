package dev.lastcall.cli;

import dev.lastcall.verdict.Report;
import java.io.IOException;
import java.nio.file.Path;
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
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        LedgerArguments.Reading reading = arguments.read(surroundings);
        if (reading.ledgers().isEmpty()) {
            throw reading.asFailure();
        }
        Report report = Report.of(
                reading.ledgers(),
                reading.problems(),
                surroundings.clock().instant(),
                surroundings.clock().getZone());
        write(format.write(report));
        return ExitCode.OK;
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
