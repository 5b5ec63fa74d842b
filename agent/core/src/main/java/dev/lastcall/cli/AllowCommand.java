package dev.lastcall.cli;

import dev.lastcall.ratchet.AllowProposal;
import dev.lastcall.verdict.Purpose;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code allow [LEDGER…] [--scan JAR|FOLDER…] [--by class|package] [-o FILE]}. */
@Command(
        name = "allow",
        description = {
            "Propose allow entries for the callers that a block would refuse, as YAML to paste into the policy.",
            "One entry a caller class, the callers with the most calls first. The reasons are yours to fill in."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; nothing is printed if there is nothing to allow.",
            "2:Usage, nothing that could be read, or the file could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " allow ledgers",
            "  " + CommandLineTool.NAME + " allow --policy policy.yaml --scan app.jar --by package --owner chat"
        })
final class AllowCommand implements Callable<Integer> {
    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Option(
            names = "--by",
            paramLabel = "WORD",
            converter = ByConverter.class,
            description = "One entry a class or a package. Default: class.")
    private AllowProposal.By by = AllowProposal.By.CLASS;

    @Option(names = "--owner", paramLabel = "WHO", description = "Who keeps the entries.")
    private String owner = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why they may call it. Default: to be filled in.")
    private String reason = "";

    @Option(
            names = "--expires",
            paramLabel = "DAY",
            converter = VerdictOptions.DayConverter.class,
            description = "The last day on which the entries allow, as in 2027-04-01. Default: none.")
    private @Nullable LocalDate expires;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    AllowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String yaml = AllowProposal.of(
                evidence.judge(surroundings, Purpose.BLOCK, null).sites(),
                by,
                new AllowProposal.Note(reason, owner, expires));
        if (yaml.isEmpty()) {
            surroundings.printProblem("nothing to allow: a block would refuse nothing that was seen");
        }
        output.write(surroundings, yaml);
        return ExitCode.OK;
    }

    /** By the word on the command line. */
    static final class ByConverter extends WordConverter<AllowProposal.By> {
        ByConverter() {
            super("grouping", AllowProposal.By.values());
        }
    }
}
