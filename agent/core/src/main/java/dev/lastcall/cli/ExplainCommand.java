package dev.lastcall.cli;

import dev.lastcall.classpath.Input;
import dev.lastcall.explain.Asked;
import dev.lastcall.explain.Explanation;
import dev.lastcall.policy.Policy;
import dev.lastcall.scan.Scan;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain SITE|CLASS [LEDGER…] [--scan JAR|FOLDER…] [--policy P]}. */
@Command(
        name = "explain",
        description = {
            "Say why a call is counted, allowed, delegated, exempt or not seen: by which signature, entry and side of"
                    + " a rule.",
            "Give a class, CLASS#method, or a caller as a log line or a report writes it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Something is known of it.",
            "1:Nothing is known of it, which is said with what that may mean.",
            "2:Usage, or nothing that could be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " explain com.acme.chat.ChatEndpoint ledgers",
            "  " + CommandLineTool.NAME + " explain 'com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41)'",
            "  " + CommandLineTool.NAME + " explain com.acme.Shim#make --policy next.yaml --scan app.jar"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SITE|CLASS", description = "What is asked about.")
    private String asked = "";

    @Parameters(
            index = "1..*",
            paramLabel = "LEDGER",
            description =
                    "Ledger files, merged ones, or folders. Default: the folder 'lastcall', unless --scan is given.")
    private List<Path> ledgers = new ArrayList<>();

    @Option(
            names = "--scan",
            paramLabel = "JAR|FOLDER",
            description = "Jars and folders to look into without running them.")
    private List<Path> scanned = new ArrayList<>();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private JudgingPolicy policy = new JudgingPolicy();

    @Option(
            names = "--on",
            paramLabel = "DAY",
            converter = VerdictOptions.DayConverter.class,
            description = "The day on which allow entries are judged, as in 2027-04-01. Default: today.")
    private @Nullable LocalDate day;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Asked what = Asked.parse(asked);
        if (what.className().isBlank()) {
            throw new CommandFailure(
                    "'" + asked + "' names no class; write it as in com.acme.chat.ChatEndpoint#onOpen");
        }
        Policy named = policy.load(surroundings);
        Explanation explanation;
        if (scanned.isEmpty() || !ledgers.isEmpty()) {
            explanation = ofLedgers(what, named);
        } else if (named != null) {
            Question question = question(named);
            explanation = Explanation.of(what, question, null, scan(question));
        } else {
            throw new CommandFailure("nothing says what is deprecated: give --policy=POLICY, or a ledger");
        }
        surroundings.printStyled(explanation.asText());
        return explanation.isKnown() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Explanation ofLedgers(Asked what, @Nullable Policy named) {
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = LedgerArguments.of(ledgers).find(surroundings, progress)) {
            try {
                fold.readHeads();
                Question question;
                if (named != null) {
                    question = question(named);
                } else {
                    RecordedPolicy recorded = fold.lastPolicy(Population.ALL);
                    question = question(recorded.policy(), recorded.name(), false);
                }
                ReportFold fromLedgers = new ReportFold(question);
                fold.into(List.of(fromLedgers));
                if (fold.nothingRead()) {
                    throw LedgerArguments.asFailure(fold.problems());
                }
                Report report = fromLedgers.report();
                return Explanation.of(what, question, report, scan(question));
            } catch (OutOfMemoryError e) { // what was read is garbage by now
                throw fold.outOfMemory();
            }
        }
    }

    private @Nullable Scan scan(Question question) {
        if (scanned.isEmpty()) {
            return null;
        }
        Path folder = surroundings.folder();
        List<Input> inputs = new ArrayList<>();
        scanned.forEach(path -> inputs.add(new Input(path.toString(), folder.resolve(path))));
        Scan scan = Progress.during(
                surroundings,
                "reading what is to be scanned",
                () -> Scan.of(question.policy(), inputs, classPath.inputs(folder), question.day()));
        scan.problems().forEach(surroundings::printProblem);
        return scan;
    }

    private Question question(Policy named) {
        return question(named, policy.name(), true);
    }

    private Question question(Policy policy, String name, boolean isNamed) {
        Instant now = surroundings.clock().instant();
        ZoneId in = zone.of(surroundings.clock());
        return new Question(
                Purpose.BLOCK,
                policy,
                name,
                isNamed,
                day != null ? day : LocalDate.ofInstant(now, in),
                in,
                now,
                Population.ALL,
                policy.terms());
    }
}
