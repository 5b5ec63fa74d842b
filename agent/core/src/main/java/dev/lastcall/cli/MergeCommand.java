package dev.lastcall.cli;

import dev.lastcall.ledger.MergedWriter;
import dev.lastcall.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code merge [LEDGER…] -o FILE}. */
@Command(
        name = "merge",
        description = {
            "Put many ledgers into one file, which each command reads like a ledger.",
            "Nothing is lost and nothing is judged: check and report say of it what they say of the ledgers. Merged files"
                    + " can be merged again, in any order."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done. What could not be read is named, in the file too: a check of it doubts as one of the ledgers would.",
            "2:Usage, no ledger could be read, or the file could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " merge node-1/lastcall node-2/lastcall -o all.lastcall",
            "  " + CommandLineTool.NAME + " check all.lastcall"
        })
final class MergeCommand implements Callable<Integer> {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Write to this file, completely or not at all. May be one of those that are merged.")
    private Path output = Path.of("");

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    MergeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String done;
        List<String> problems = new ArrayList<>();
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            fold.readHeads();
            if (fold.processes() == 0) {
                throw LedgerArguments.asFailure(fold.problems());
            }
            write(fold);
            done = output + ": ledgers of " + Words.count(fold.processes(), "process", "processes");
            problems.addAll(fold.problems());
            fold.opaque().forEach(file -> problems.add(file + ": cannot be looked into: it was left out"));
        }
        surroundings.print(done + '\n');
        problems.forEach(surroundings::printProblem);
        return ExitCode.OK;
    }

    private void write(LedgerFold fold) {
        surroundings.write(output, out -> {
            try (MergedWriter writer = new MergedWriter(out)) {
                fold.into(writer);
                if (fold.nothingReadable()) {
                    throw LedgerArguments.asFailure(fold.problems());
                }
            }
        });
    }
}
