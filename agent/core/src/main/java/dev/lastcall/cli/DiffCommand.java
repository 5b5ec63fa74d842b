package dev.lastcall.cli;

import dev.lastcall.ratchet.Snapshot;
import dev.lastcall.ratchet.SnapshotDiff;
import dev.lastcall.ratchet.SnapshotJson;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.ReportFold;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff OLD NEW [--format FORMAT]}. */
@Command(
        name = "diff",
        description = {
            "Say in what two reports or releases differ: call sites of deprecated code that are new, gone, moved or"
                    + " louder.",
            "Louder is half as many calls again, or more, an hour of process time. Moved is another line or version of"
                    + " the jar."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No call site is new or louder.",
            "1:There are new or louder ones.",
            "2:Usage, or one of the two could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " diff report-1.4.json report-1.5.json",
            "  " + CommandLineTool.NAME + " diff all-of-october.lastcall lastcall"
        })
final class DiffCommand implements Callable<Integer> {
    private static final long LARGEST = 1L << 30;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "A report or scan as JSON, a ledger, a file that 'merge' wrote, or a folder with ledgers.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The same, of later.")
    private Path current = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Snapshot before = read(old);
        Snapshot after = read(current);
        SnapshotDiff diff = SnapshotDiff.of(before, after);
        surroundings.print(format.isJson() ? diff.asJson() : diff.asText());
        before.problems().forEach(problem -> surroundings.printProblem(old + ": " + problem));
        after.problems().forEach(problem -> surroundings.printProblem(current + ": " + problem));
        return diff.isWorse() ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private Snapshot read(Path path) {
        Path resolved = surroundings.folder().resolve(path);
        try {
            if (Files.isRegularFile(resolved) && isJson(resolved)) {
                if (Files.size(resolved) > LARGEST) {
                    throw new CommandFailure(path + ": more than " + (LARGEST >> 20) + " MiB of JSON are not read");
                }
                return SnapshotJson.parse(path.toString(), Files.readString(resolved));
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + path + ": " + Failures.inWords(e));
        } catch (SnapshotJson.NoReportException e) {
            throw new CommandFailure(path + ": " + e.getMessage());
        }
        return ledgers(path);
    }

    private static boolean isJson(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1)
                    .stripLeading()
                    .startsWith("{");
        }
    }

    private Snapshot ledgers(Path path) {
        LedgerArguments arguments = LedgerArguments.of(List.of(path));
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            try {
                fold.readHeads();
                ReportFold report = new ReportFold(Question.of(
                        fold.lastPolicy(Population.ALL),
                        surroundings.clock().instant(),
                        surroundings.clock().getZone()));
                fold.into(List.of(report));
                if (fold.nothingRead()) {
                    throw LedgerArguments.asFailure(fold.problems());
                }
                return Snapshot.of(path.toString(), report.report());
            } catch (OutOfMemoryError e) { // what was read is garbage by now
                throw fold.outOfMemory();
            }
        }
    }
}
