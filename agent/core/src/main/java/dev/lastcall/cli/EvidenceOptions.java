package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.classpath.Input;
import dev.lastcall.policy.Policy;
import dev.lastcall.verdict.Judge;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.ScanFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** What a command looks at: ledgers, what is shipped, or both; and the policy that it is judged by. */
final class EvidenceOptions {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Mixin
    private ShippedOption shipped = new ShippedOption();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private VerdictOptions options = new VerdictOptions();

    @Mixin
    private JudgingPolicy policy = new JudgingPolicy();

    /**
     * Takes in all of it.
     *
     * @throws CommandFailure if there is nothing to look at, or no policy
     */
    Judge judge(Surroundings surroundings, Purpose purpose, @Nullable Baseline baseline) {
        Instant now = surroundings.clock().instant();
        Policy named = policy.load(surroundings);
        String name = policy.name();
        if (shipped.isGiven() && !arguments.areGiven()) {
            if (named == null) {
                throw new CommandFailure("nothing says what is deprecated: give --policy=POLICY, or a ledger");
            }
            Question question = question(purpose, named, name, true, now, surroundings, baseline);
            Judge judge = new Judge(question);
            scan(judge, surroundings, question);
            return judge;
        }
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            try {
                fold.readHeads();
                Question question;
                if (named != null) {
                    question = question(purpose, named, name, true, now, surroundings, baseline);
                } else {
                    RecordedPolicy recorded =
                            fold.lastPolicy(options.population(now, options.zone(surroundings.clock())));
                    question =
                            question(purpose, recorded.policy(), recorded.name(), false, now, surroundings, baseline);
                }
                Judge judge = new Judge(question);
                fold.into(List.of(judge));
                if (fold.nothingRead()) {
                    throw LedgerArguments.asFailure(fold.problems());
                }
                scan(judge, surroundings, question);
                return judge;
            } catch (OutOfMemoryError e) { // what was read is garbage by now
                throw fold.outOfMemory();
            }
        }
    }

    private void scan(Judge judge, Surroundings surroundings, Question question) {
        List<Input> path = classPath.inputs(surroundings.folder());
        ScanFacts facts = shipped.scan(surroundings, question, path);
        if (facts != null) {
            judge.scan(facts);
        }
    }

    private Question question(
            Purpose purpose,
            Policy policy,
            String name,
            boolean named,
            Instant now,
            Surroundings surroundings,
            @Nullable Baseline baseline) {
        ZoneId zone = options.zone(surroundings.clock());
        return new Question(
                purpose,
                policy,
                name,
                named,
                options.day(LocalDate.ofInstant(now, zone)),
                zone,
                now,
                options.population(now, zone),
                options.terms(policy.terms()),
                baseline);
    }

    /** The day asked about. */
    LocalDate day(Surroundings surroundings) {
        ZoneId zone = options.zone(surroundings.clock());
        return options.day(LocalDate.ofInstant(surroundings.clock().instant(), zone));
    }
}
