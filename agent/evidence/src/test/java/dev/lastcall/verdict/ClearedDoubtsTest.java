package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.NOW;
import static dev.lastcall.verdict.Story.allow;
import static dev.lastcall.verdict.Story.migrated;
import static dev.lastcall.verdict.Story.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.Target;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Rule;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import dev.lastcall.verdict.Verdict.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each doubt is raised by some story, and one step of whoever asks makes a GO of the same story. */
final class ClearedDoubtsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> OLD = List.of("com.acme.Old");
    private static final List<String> NEW = List.of("com.acme.New");
    private static final Rule PLAIN = rule("old", OLD, NEW);
    private static final Rule SHIM = rule("old", OLD, NEW, allow("com.shop.Shim", null));
    private static final Rule WIDER =
            rule("old", List.of("com.acme.Old", "com.acme.Older"), NEW, allow("com.shop.Shim", null));

    private static Stream<Arguments> clearings() {
        return Stream.of(
                one(
                        DoubtCode.NO_PROCESS,
                        "run a service",
                        () -> new Story().asks(SHIM),
                        story -> story.process("chat")
                                .calls(10, "com.shop.App", "run", GET)
                                .calls(3, "com.shop.Shim", "make", MAKE)
                                .and()),
                one(
                        DoubtCode.NO_PROCESS,
                        "correct the filter",
                        () -> withOther().service("biling"),
                        story -> story.service("billing")),
                one(
                        DoubtCode.SERVICE_MISSING,
                        "run the others",
                        () -> migrated().expects("chat", 2),
                        ClearedDoubtsTest::another),
                one(
                        DoubtCode.SERVICE_MISSING,
                        "run them at the same time",
                        () -> {
                            Story story = migrated().expects("chat", 2);
                            story.first().ran(DAY.multipliedBy(4), DAY.multipliedBy(2));
                            return another(story);
                        },
                        ClearedDoubtsTest::another),
                one(
                        DoubtCode.SERVICE_MISSING,
                        "change the list",
                        () -> migrated().expects("chat", 2),
                        story -> story.expects("chat", 1)),
                one(
                        DoubtCode.ENVIRONMENT_MISSING,
                        "run it there",
                        () -> migrated().environments("production"),
                        story -> another(story, "production")),
                one(
                        DoubtCode.ENVIRONMENT_MISSING,
                        "drop it from the list",
                        () -> migrated().environments("production"),
                        story -> story.environments()),
                one(
                        DoubtCode.UNWATCHED,
                        "leave it out, where others watched since",
                        () -> before(WatchState.UNGUARDED),
                        ClearedDoubtsTest::sinceADay),
                one(
                        DoubtCode.CLOCK,
                        "leave it out, where others watched since",
                        () -> {
                            Story story = migrated();
                            story.process("chat")
                                    .ran(DAY.multipliedBy(9), DAY.multipliedBy(8))
                                    .jumped(DAY);
                            return story;
                        },
                        ClearedDoubtsTest::sinceADay),
                one(
                        DoubtCode.OBSERVED_TOO_SHORT,
                        "wait",
                        () -> ran(Duration.ofHours(2)),
                        story -> story.first()
                                .ran(DAY.multipliedBy(2), Duration.ZERO)
                                .and()),
                one(
                        DoubtCode.OBSERVED_TOO_SHORT,
                        "ask for less",
                        () -> ran(Duration.ofHours(2)),
                        story -> story.minObserved(Duration.ofHours(1))),
                one(
                        DoubtCode.NOT_COVERED,
                        "wait",
                        () -> migrated().mustCover("sunday"),
                        story -> story.first()
                                .ran(DAY.multipliedBy(9), Duration.ZERO)
                                .and()),
                one(
                        DoubtCode.NOT_COVERED,
                        "drop it from the list",
                        () -> migrated().mustCover("sunday"),
                        story -> story.mustCover()),
                one(DoubtCode.TOO_OLD, "run it again", () -> aged(40), ClearedDoubtsTest::another),
                one(DoubtCode.TOO_OLD, "allow more", () -> aged(40), story -> story.maxAge(DAY.multipliedBy(41))),
                one(
                        DoubtCode.NOT_WATCHED,
                        "observe it after",
                        () -> narrower(Duration.ofHours(12)),
                        story -> story.process("chat")
                                .ran(Duration.ofHours(12), Duration.ZERO)
                                .under(WIDER)
                                .calls(10, "com.shop.App", "run", GET)
                                .and()
                                .minObserved(Duration.ofHours(12))),
                one(
                        DoubtCode.NOT_WATCHED,
                        "leave it out",
                        () -> narrower(Duration.ofHours(12)),
                        story -> story.of(new Population(
                                List.of(), List.of(), List.of(), NOW.minus(Duration.ofHours(11)), null))),
                one(
                        DoubtCode.NOT_ASKED,
                        "name the policy",
                        () -> {
                            Story story = migrated().asks();
                            story.process("billing")
                                    .ran(DAY.plus(DAY).minusMinutes(1), Duration.ZERO)
                                    .under(rule("older", List.of("com.acme.Older"), List.of()));
                            return story.asksLast()
                                    .accepts(DoubtCode.UNMATCHED_SIGNATURE, "com.acme.Older")
                                    .accepts(DoubtCode.NOT_WATCHED, "*.**")
                                    .accepts(DoubtCode.OBSERVED_TOO_SHORT, "*");
                        },
                        story -> story.asks(SHIM)),
                one(
                        DoubtCode.NOT_EXERCISED,
                        "exercise it",
                        () -> silentBilling(0),
                        story -> story.process("billing")
                                .calls(2, "com.shop.Bill", "print", GET)
                                .and()),
                one(
                        DoubtCode.UNREACHED,
                        "allow it",
                        () -> unreached(),
                        story -> story.asks(rule("old", OLD, NEW, allow("com.shop.*", null)))),
                one(DoubtCode.UNREACHED, "accept such", () -> unreached(), Story::acceptsUnreached),
                one(
                        DoubtCode.UNREACHED,
                        "migrate it: the version that has it is left out",
                        () -> {
                            Story story = migrated();
                            story.process("chat")
                                    .ran(DAY.multipliedBy(9), DAY.multipliedBy(8))
                                    .woven("com.shop.Cart", "add", MAKE);
                            return story;
                        },
                        ClearedDoubtsTest::sinceADay),
                one(
                        DoubtCode.UNMATCHED_SIGNATURE,
                        "correct it",
                        () -> migrated()
                                .asks(SHIM, rule("typo", List.of("com.acme.Odl"), List.of()))
                                .watched(),
                        story -> story.asks(SHIM)),
                one(
                        DoubtCode.UNMATCHED_SIGNATURE,
                        "show that it is gone",
                        () -> unused(),
                        story -> story.scan(scanned(Set.of(), Set.of("com.acme.Old")))),
                one(
                        DoubtCode.UNMATCHED_CANONICAL,
                        "correct it",
                        () -> delegating("com.acme.New#gte()"),
                        story -> story.asks(rule("old", OLD, List.of("com.acme.New#get()")))
                                .watched()),
                one(
                        DoubtCode.UNMATCHED_CANONICAL,
                        "show that there is such a member",
                        () -> delegating("com.acme.New#other()"),
                        story -> story.scan(ScanFacts.of(List.of("app.jar"), 9)
                                .classNames(Set.of())
                                .canonical(Set.of("com.acme.New#other()"))
                                .build())),
                one(
                        DoubtCode.BLIND_SPOT,
                        "mend it: the version that has it is left out",
                        () -> {
                            Story story = migrated();
                            story.process("chat")
                                    .ran(DAY.multipliedBy(9), DAY.multipliedBy(8))
                                    .blindSpot("com.acme.Old", "huge");
                            return story;
                        },
                        ClearedDoubtsTest::sinceADay),
                one(
                        DoubtCode.DAMAGED_LEDGER,
                        "remove it",
                        () -> another(migrated())
                                .second()
                                .problem("a counter is damaged")
                                .and(),
                        story -> story.without(2)),
                one(
                        DoubtCode.INCOMPLETE_LEDGER,
                        "remove it",
                        () -> another(migrated())
                                .second()
                                .problem("the file holds less" + Completeness.LOST)
                                .and(),
                        story -> story.without(2)),
                one(
                        DoubtCode.CONTRADICTING_LEDGERS,
                        "remove the wrong one",
                        () -> {
                            Story story = migrated();
                            story.process("chat").sameAs(1).calls(4, "com.shop.Shim", "other", MAKE);
                            return story;
                        },
                        story -> story.without(2)),
                one(
                        DoubtCode.OVERFULL_COUNTERS,
                        "remove it",
                        () -> another(migrated())
                                .second()
                                .calls(Long.MAX_VALUE, "com.shop.App", "more", GET)
                                .and(),
                        story -> story.without(2)),
                one(DoubtCode.UNREAD, "remove it", () -> migrated().unread("x.gz: is no ledger"), Story::read),
                one(
                        DoubtCode.SCAN_PROBLEM,
                        "name what can be read",
                        () -> migrated()
                                .scan(ScanFacts.of(List.of("app.jar"), 9)
                                        .signatures(Set.of("com.acme.Old"), Set.of())
                                        .problems(List.of("app.jar: is no jar"))
                                        .build()),
                        story -> story.scan(scanned(Set.of("com.acme.Old"), Set.of()))),
                one(
                        DoubtCode.POSSIBLE_REFERENCE,
                        "remove the text",
                        () -> unused().delete()
                                .scan(ScanFacts.of(List.of("app.jar"), 9)
                                        .references(List.of(new ReferenceFact(
                                                "old", "name-in-code", "com.shop.Loader.load", "com.acme.Old", false)))
                                        .signatures(Set.of("com.acme.Old"), Set.of())
                                        .build()),
                        story -> story.scan(scanned(Set.of("com.acme.Old"), Set.of()))),
                one(
                        DoubtCode.ASSUMED_SERVICES,
                        "list them",
                        () -> strict().environments("production").scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        story -> story.expects("chat", 1)),
                one(
                        DoubtCode.ASSUMED_ENVIRONMENTS,
                        "list them",
                        () -> strict().expects("chat", 1).scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        story -> story.environments("production")),
                one(
                        DoubtCode.ASSUMED_SHIPPED,
                        "scan it",
                        () -> strict().expects("chat", 1).environments("production"),
                        story -> story.scan(scanned(Set.of("com.acme.Old"), Set.of()))),
                one(
                        DoubtCode.AMBIGUOUS_SERVICE,
                        "name both, and observe them anew",
                        () -> {
                            Story story = migrated();
                            story.first().program("com.acme.Orders", "app.jar", "");
                            another(story).second().program("com.acme.Bills", "app.jar", "");
                            return story;
                        },
                        story -> story.second().named("com.acme.Bills").and()),
                one(DoubtCode.NO_RULE, "name a policy", () -> migrated().asks(), story -> story.asks(SHIM)),
                one(
                        DoubtCode.NO_SCAN,
                        "scan it",
                        () -> unused().delete().accepts(DoubtCode.UNMATCHED_SIGNATURE, "com.acme.Old"),
                        story -> story.scan(scanned(Set.of("com.acme.Old"), Set.of()))));
    }

    /** {@code com.acme.New} calls the old way, and is canonical by that member. */
    private static Story delegating(String canonical) {
        Rule asked = rule("old", OLD, List.of(canonical));
        Story story = new Story().rules(asked).asks(asked);
        story.process("chat").calls(10, "com.shop.App", "run", GET).delegated(1_000, "com.acme.New", "start", MAKE);
        return story;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("clearings")
    void oneStepMakesAGoOfIt(String code, String step, Supplier<Story> raising, UnaryOperator<Story> clearing) {
        Verdict before = raising.get().verdict();
        assertThat(before.result()).as("%s", before).isEqualTo(Result.UNKNOWN);
        assertThat(before.doubts()).extracting(Reason::code).containsOnly(code);
        Verdict after = clearing.apply(raising.get()).verdict();
        assertThat(after.result()).as("%s", after).isEqualTo(Result.GO);
        assertThat(after.accepted()).extracting(Reason::code).doesNotContain(code);
    }

    @Test
    void eachDoubtThereIsHasAStoryThatRaisesItAndAStepThatClearsIt() {
        List<String> all = new ArrayList<>(DoubtCode.ACCEPTABLE);
        all.addAll(DoubtCode.NEVER_ACCEPTED);
        assertThat(clearings().map(arguments -> (String) arguments.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(SituationsTest.situations()
                        .filter(arguments -> arguments.get()[2] == Result.UNKNOWN)
                        .map(arguments -> (String) arguments.get()[3])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    private static Stream<Arguments> unknownSituations() {
        return SituationsTest.situations().filter(arguments -> arguments.get()[2] == Result.UNKNOWN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownSituations")
    void eachDoubtCanBeAcceptedByItsSubjectAndByNothingElse(String name, Story story, Result result, String code) {
        List<Reason> doubts = story.verdict().doubts();
        boolean nobody = code.equals(DoubtCode.NO_PROCESS)
                && doubts.stream().anyMatch(doubt -> doubt.subject().isEmpty());
        boolean acceptable = !nobody && DoubtCode.ACCEPTABLE.contains(code);
        if (doubts.stream().noneMatch(doubt -> doubt.subject().isEmpty())) { // else any name would do
            for (Reason doubt : doubts) {
                story.accepts(doubt.code(), doubt.subject() + "x");
            }
            assertThat(story.verdict().result()).isEqualTo(Result.UNKNOWN);
        }
        for (Reason doubt : doubts) {
            story.accepts(doubt.code(), doubt.subject().isEmpty() ? "*" : doubt.subject());
        }
        Verdict verdict = story.verdict();
        assertThat(verdict.result()).as("%s", verdict).isEqualTo(acceptable ? Result.GO : Result.UNKNOWN);
    }

    /**
     * As {@code check} prints it, and a user copies it behind {@code --accept}: what follows a second colon is the
     * reason.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownSituations")
    void eachDoubtCanBeAcceptedByWhatIsPrintedBehindIt(String name, Story story, Result result, String code) {
        for (Reason doubt : story.verdict().doubts()) {
            String printed = doubt.acceptedAs();
            boolean nobody =
                    doubt.code().equals(DoubtCode.NO_PROCESS) && doubt.subject().isEmpty();
            assertThat(printed.isEmpty())
                    .as("what nobody can accept is not offered")
                    .isEqualTo(nobody || !DoubtCode.ACCEPTABLE.contains(doubt.code()));
            if (!printed.isEmpty()) {
                String[] parts = (printed + ":reason").split(":", 3);
                assertThat(parts[2]).isEqualTo("reason");
                assertThat(parts[1]).as("an option names something").isNotEmpty();
                story.accepts(parts[0], parts[1]);
            }
        }
        assertThat(story.verdict().doubts())
                .allSatisfy(left -> assertThat(left.acceptedAs()).isEmpty());
    }

    private static Arguments one(String code, String step, Supplier<Story> raising, UnaryOperator<Story> clearing) {
        return Arguments.of(code, step, raising, clearing);
    }

    private static Story another(Story story) {
        return another(story, "");
    }

    private static Story another(Story story, String environment) {
        return story.process("chat")
                .in(environment)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE)
                .and();
    }

    private static Story withOther() {
        Story story = migrated();
        story.process("billing").calls(10, "com.shop.App", "run", GET).calls(3, "com.shop.Shim", "make", MAKE);
        return story;
    }

    private static Story sinceADay(Story story) {
        return story.of(new Population(List.of(), List.of(), List.of(), NOW.minus(DAY), null));
    }

    private static Story before(WatchState state) {
        Story story = migrated();
        story.process("chat").ran(DAY.multipliedBy(9), DAY.multipliedBy(8)).never(state);
        return story;
    }

    private static Story ran(Duration time) {
        return migrated().first().ran(time, Duration.ZERO).and();
    }

    private static Story aged(int days) {
        return migrated()
                .first()
                .ran(DAY.multipliedBy(days + 2L), DAY.multipliedBy(days))
                .and();
    }

    /**
     * Asked about one signature more than a process watched that ended so long ago; another watched both all the time.
     */
    private static Story narrower(Duration ago) {
        Story story = new Story().asks(WIDER);
        story.process("chat")
                .under(WIDER)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE)
                .calls(1, "com.shop.Shim", "other", new Target("com.acme.Older", "make", "()V"));
        story.process("chat").ran(DAY.multipliedBy(3), ago).under(SHIM);
        return story;
    }

    private static Story silentBilling(long calls) {
        Story story = migrated();
        story.process("billing").calls(calls, "com.shop.Bill", "print", GET);
        return story;
    }

    private static Story unreached() {
        return migrated().first().woven("com.shop.Cart", "add", MAKE).and();
    }

    private static Story unused() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        return story;
    }

    private static Story strict() {
        return migrated().first().in("production").and().strict();
    }

    private static ScanFacts scanned(Set<String> named, Set<String> gone) {
        return ScanFacts.of(List.of("app.jar"), 9).signatures(named, gone).build();
    }
}
