package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.ratchet.BaselineChange;
import dev.lastcall.ratchet.BaselineChange.Note;
import dev.lastcall.ratchet.BaselineReport;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.Purpose;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baseline accept [LEDGER…] [--scan JAR|FOLDER…] [--add] [--owner WHO] [--reason TEXT] [--expires DAY]}. */
@Command(
        name = "accept",
        description = {
            "Write the file of tolerated call sites: all that a block would refuse, called or not.",
            "If there is one already, it only shrinks: entries whose call site is gone are taken out, and what is new is named."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; nothing is open beyond what is tolerated now.",
            "1:There are call sites that were not added, or whose time is over.",
            "2:Usage, nothing that could be read, or the file could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " baseline accept --reason 'before CHAT-12' ledgers",
            "  " + CommandLineTool.NAME + " baseline accept --policy policy.yaml --scan app.jar",
            "  " + CommandLineTool.NAME + " baseline accept --add --owner realtime --expires 2027-03-31 ledgers"
        })
final class BaselineAcceptCommand implements Callable<Integer> {
    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Option(names = "--add", description = "Tolerate also what is new since the file was written.")
    private boolean add;

    @Option(names = "--owner", paramLabel = "WHO", description = "Who is to migrate what is added.")
    private String owner = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is tolerated. Default: accepted on DAY.")
    private String reason = "";

    @Option(
            names = "--expires",
            paramLabel = "DAY",
            converter = VerdictOptions.DayConverter.class,
            description = "The last day on which what is added is tolerated, as in 2027-04-01. Default: none.")
    private @Nullable LocalDate until;

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    BaselineAcceptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean isNew = !baseline.exists(surroundings);
        Baseline before = isNew ? Baseline.empty(baseline.name()) : baseline.read(surroundings);
        LocalDate day = evidence.day(surroundings);
        if (until != null && day.isAfter(until)) {
            throw new CommandFailure("--expires: " + until + " is over; name a day to come");
        }
        BaselineReview review =
                evidence.judge(surroundings, Purpose.RATCHET, before).review();
        BaselineChange change = add || isNew
                ? BaselineChange.accept(
                        before,
                        review,
                        new Note(owner.strip(), reason.isBlank() ? "accepted on " + day : reason, until))
                : BaselineChange.prune(before, review);
        baseline.write(surroundings, before, change.after());
        surroundings.printStyled(BaselineReport.of(change));
        boolean done = change.left().isEmpty()
                && change.unwritable().isEmpty()
                && change.expired().isEmpty();
        return done ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
