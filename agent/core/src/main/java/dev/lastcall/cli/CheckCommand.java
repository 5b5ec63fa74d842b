package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.report.VerdictJson;
import dev.lastcall.report.VerdictText;
import dev.lastcall.verdict.Judge;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.ScanFacts;
import dev.lastcall.verdict.Verdict;
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

/** {@code check [LEDGER…]}: the verdict as exit code, in words or as data. */
@Command(
        name = "check",
        description = "Say whether the deprecated code may go: GO, NO-GO or UNKNOWN, with the reasons.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:GO: nothing would go wrong, if what it assumes is true.",
            "1:NO-GO: something would go wrong.",
            "2:Usage, or none of the ledgers could be read.",
            "3:UNKNOWN: not enough evidence. Silence is no evidence."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " check build/lastcall",
            "  " + CommandLineTool.NAME + " check --policy policy.yaml --min-observed 7d --must-cover sunday ledgers",
            "  " + CommandLineTool.NAME + " check --for delete --policy policy.yaml --scan app.jar ledgers",
            "  " + CommandLineTool.NAME
                    + " check --baseline lastcall.baseline --policy policy.yaml --scan app.jar ledgers"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Mixin
    private PurposeOptions purpose = new PurposeOptions();

    @Mixin
    private VerdictOptions options = new VerdictOptions();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = {
                "The policy to judge by, YAML or .txt; several files in one value, separated as in a class path.",
                "Given twice: both verdicts, the last one counts. Default: that of the process asked about that started last."
            })
    private List<String> policies = new ArrayList<>();

    @Mixin
    private ShippedOption shipped = new ShippedOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;
    private @Nullable Baseline baseline;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Question> questions = new ArrayList<>();
        Instant now = surroundings.clock().instant();
        baseline = purpose.baseline(surroundings);
        for (String text : policies) {
            List<Path> files = VerdictOptions.paths(text).stream().map(Path::of).toList();
            questions.add(question(PolicyFiles.load(surroundings.folder(), files), text, true, now));
        }
        List<Verdict> verdicts;
        boolean noLedger;
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            verdicts = judge(fold, questions, now);
            noLedger = fold.files() == 0;
        }
        print(verdicts);
        if (noLedger) {
            surroundings.printProblem(LedgerArguments.REMEDY);
        }
        return ExitCode.of(verdicts.get(verdicts.size() - 1).result());
    }

    private List<Verdict> judge(LedgerFold fold, List<Question> questions, Instant now) {
        try {
            return verdicts(fold, questions, now);
        } catch (OutOfMemoryError e) { // what was read is garbage by now
            throw fold.outOfMemory();
        }
    }

    private List<Verdict> verdicts(LedgerFold fold, List<Question> asked, Instant now) {
        fold.readHeads();
        List<Question> questions = asked;
        if (questions.isEmpty()) {
            RecordedPolicy recorded = fold.lastPolicy(options.population(now, options.zone(surroundings.clock())));
            questions = List.of(question(recorded.policy(), recorded.name(), false, now));
        }
        List<Judge> judges = questions.stream().map(Judge::new).toList();
        fold.into(judges);
        if (fold.nothingReadable()) {
            throw LedgerArguments.asFailure(fold.problems());
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            ScanFacts facts = shipped.scan(surroundings, questions.get(i));
            if (facts != null) {
                judges.get(i).scan(facts);
            }
            verdicts.add(judges.get(i).verdict());
        }
        return verdicts;
    }

    private Question question(Policy policy, String name, boolean named, Instant now) {
        ZoneId zone = options.zone(surroundings.clock());
        VerdictTerms terms = options.terms(policy.terms());
        return new Question(
                purpose.purpose(terms),
                policy,
                name,
                named,
                options.day(LocalDate.ofInstant(now, zone)),
                zone,
                now,
                options.population(now, zone),
                terms,
                baseline);
    }

    private void print(List<Verdict> verdicts) {
        if (format.isJson()) {
            surroundings.print(verdicts.size() == 1 ? VerdictJson.of(verdicts.get(0)) : VerdictJson.of(verdicts));
            return;
        }
        for (Verdict verdict : verdicts) {
            surroundings.printStyled(VerdictText.of(verdict));
        }
        if (verdicts.size() > 1) {
            surroundings.printStyled(VerdictText.change(verdicts.get(0), verdicts.get(verdicts.size() - 1)));
        }
    }
}
