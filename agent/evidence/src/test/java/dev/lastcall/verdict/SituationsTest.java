package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.allow;
import static dev.lastcall.verdict.Story.migrated;
import static dev.lastcall.verdict.Story.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import dev.lastcall.verdict.Verdict.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Situations of release managers: what happened, what is answered, and in which words. */
class SituationsTest {
    private static final Target FIELD = new Target("com.acme.Old", "INSTANCE", "Lcom/acme/Old;");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NONE = Duration.ZERO;

    private static final List<String> OLD = List.of("com.acme.Old");
    private static final List<String> NEW = List.of("com.acme.New");
    private static final String FULL =
            "at byte 112: 3 chunks and 2 records are not in the file: No space left on device; 97 calls so far were"
                    + " counted outside";
    private static final String LOST =
            "the process wrote down 9 pages of counters and 5 called sites, but the file holds 7"
                    + " and 5: a crash of the machine may have lost the others";
    private static final Rule PLAIN = rule("old", OLD, NEW);
    private static final Rule SHIM = rule("old", OLD, NEW, allow("com.shop.Shim", null));

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void isAnswered(String name, Story story, Result result, String code, String sentence) {
        Verdict verdict = story.verdict();
        assertThat(verdict.result()).as("%s", verdict).isEqualTo(result);
        Stream<Reason> all = Stream.of(
                        verdict.findings(),
                        verdict.doubts(),
                        verdict.accepted(),
                        verdict.warnings(),
                        verdict.support(),
                        verdict.assumptions())
                .flatMap(List::stream);
        assertThat(all.filter(reason -> reason.code().equals(code)).map(Reason::sentence))
                .as(code)
                .contains(sentence);
        // nothing but what the story is about stands in the way
        if (result == Result.UNKNOWN) {
            assertThat(verdict.doubts()).extracting(Reason::code).containsOnly(code);
        }
    }

    private static Arguments go(String name, Story story, String code, String sentence) {
        return Arguments.of(name, story, Result.GO, code, sentence);
    }

    private static Arguments noGo(String name, Story story, String code, String sentence) {
        return Arguments.of(name, story, Result.NO_GO, code, sentence);
    }

    private static Arguments unknown(String name, Story story, String code, String sentence) {
        return Arguments.of(name, story, Result.UNKNOWN, code, sentence);
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                        calls(),
                        otherPolicies(),
                        populations(),
                        observed(),
                        reached(),
                        signatures(),
                        ledgers(),
                        scans(),
                        deletions(),
                        programs(),
                        loadedReferences(),
                        assumptions())
                .flatMap(List::stream);
    }

    private static List<Arguments> calls() {
        return List.of(
                go(
                        "migrated and observed",
                        migrated(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                noGo(
                        "one call of one process suffices",
                        migrated()
                                .first()
                                .calls(1, "com.shop.Cart", "add", MAKE)
                                .and(),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                noGo(
                        "a read of a field is a use",
                        migrated()
                                .first()
                                .calls(2, "com.shop.Cart", "add", FIELD)
                                .and(),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                noGo(
                        "a blocked call was a call",
                        migrated()
                                .first()
                                .blocked(4, "com.shop.Cart", "add", MAKE)
                                .and(),
                        "open-calls",
                        "old: 4 deprecated calls at 1 call site (4 blocked): com.shop.Cart.add(Cart.java:7)"),
                noGo(
                        "the same site in two processes is one",
                        twice(),
                        "open-calls",
                        "old: 5 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                noGo(
                        "whatever is missing elsewhere",
                        migrated()
                                .first()
                                .calls(1, "com.shop.Cart", "add", MAKE)
                                .and()
                                .expects("billing", 3),
                        "service-missing",
                        "0 processes of billing watched, 3 are expected"),
                noGo(
                        "even in a process that is too short",
                        new Story()
                                .process("chat")
                                .ran(Duration.ofSeconds(61), Duration.ofSeconds(60))
                                .calls(1, "com.shop.Cart", "add", MAKE)
                                .and(),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                go(
                        "a delegation is no finding for a block",
                        migrated()
                                .first()
                                .delegated(9, "com.acme.New", "get", MAKE)
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls, 9 delegated; 3 of 3 call sites reached"),
                noGo(
                        "a call under a static initializer",
                        migrated()
                                .first()
                                .initializer(1, "com.shop.Helper", "help", MAKE)
                                .and(),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Helper.help(Helper.java:7); 1 call site under"
                                + " a static initializer, where a refusal breaks the class for good"),
                noGo(
                        "two rules are two findings",
                        migrated()
                                .rules(SHIM, rule("older", List.of("com.acme.Older"), List.of()))
                                .first()
                                .calls("older", 2, 0, 0, "com.shop.A", "a", new Target("com.acme.Older", "go", "()V"))
                                .and(),
                        "open-calls",
                        "older: 2 deprecated calls at 1 call site: com.shop.A.a(A.java:7)"),
                unknown(
                        "one counter that stopped is never GO",
                        migrated()
                                .first()
                                .calls(Calls.MOST, "com.shop.App", "again", GET)
                                .and(),
                        "overfull-counters",
                        "the counters of all ledgers add up to more calls than there can be: sums stop there, and are"
                                + " wrong"),
                unknown(
                        "nor are many that only together are too many",
                        manyCalls(),
                        "overfull-counters",
                        "the counters of all ledgers add up to more calls than there can be: sums stop there, and are"
                                + " wrong"),
                unknown(
                        "sums that stopped are never GO",
                        migrated()
                                .first()
                                .calls(Long.MAX_VALUE, "com.shop.App", "again", GET)
                                .and(),
                        "overfull-counters",
                        "the counters of all ledgers add up to more calls than there can be: sums stop there, and are"
                                + " wrong"),
                noGo(
                        "sums that overflow stay findings",
                        migrated()
                                .first()
                                .calls(Long.MAX_VALUE, "com.shop.Cart", "add", MAKE)
                                .calls(Long.MAX_VALUE, "com.shop.Cart", "remove", MAKE)
                                .and(),
                        "overfull-counters",
                        "the counters of all ledgers add up to more calls than there can be: sums stop there, and are"
                                + " wrong"));
    }

    private static Story manyCalls() {
        Story story = migrated();
        for (int i = 0; i < 5; i++) {
            story.first().calls(Calls.MOST - 1, "com.shop.App", "run" + i, GET);
        }
        return story;
    }

    private static Story twice() {
        Story story = migrated();
        story.first().calls(2, "com.shop.Cart", "add", MAKE);
        story.process("chat").calls(3, "com.shop.Cart", "add", MAKE);
        return story;
    }

    private static List<Arguments> otherPolicies() {
        return List.of(
                noGo(
                        "an entry that has expired since",
                        migrated().asks(rule("old", OLD, NEW, allow("com.shop.Shim", "2026-11-27"))),
                        "expired-entry",
                        "old: of these, 3 calls by com.shop.Shim, whose allow entry expired 2026-11-27"),
                go(
                        "an entry on its last day",
                        migrated().asks(rule("old", OLD, NEW, allow("com.shop.Shim", "2026-11-28"))),
                        "ends-soon",
                        "old: the allow entry com.shop.Shim ends on 2026-11-28"),
                noGo(
                        "the same entry, asked about a later day",
                        migrated()
                                .asks(rule("old", OLD, NEW, allow("com.shop.Shim", "2026-11-28")))
                                .on("2026-11-29"),
                        "expired-entry",
                        "old: of these, 3 calls by com.shop.Shim, whose allow entry expired 2026-11-28"),
                noGo(
                        "an entry that was dropped",
                        migrated().asks(PLAIN),
                        "open-calls",
                        "old: 3 deprecated calls at 1 call site: com.shop.Shim.make(Shim.java:7)"),
                go(
                        "an entry that was added since lifts its calls",
                        added(),
                        "seen",
                        "old: 0 canonical calls, 3 allowed calls; 1 of 1 call site reached"),
                go(
                        "a rule that was dropped is not judged",
                        dropped(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a signature that no process watched",
                        migrated()
                                .asks(rule(
                                        "old",
                                        List.of("com.acme.Old", "com.acme.Ancient"),
                                        NEW,
                                        SHIM.allow().get(0)))
                                .accepts("unmatched-signature", "com.acme.Ancient")
                                .minObserved(NONE),
                        "not-watched",
                        "old: chat 1@host did not watch 1 signature: com.acme.Ancient"),
                noGo(
                        "a rule that is as it was beside a new one",
                        migrated()
                                .first()
                                .calls(2, "com.shop.Cart", "add", MAKE)
                                .and()
                                .asks(SHIM, rule("older", List.of("com.acme.Older"), List.of())),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                go(
                        "a class that is listed now where a glob held it",
                        globbed(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "what else that glob held, and nobody called, is assumed to have called nothing",
                        globbed(),
                        "listed-more",
                        "that other classes that the policy of 1 process of chat lists, which nobody called, made no"
                                + " call of old of their own accord"),
                noGo(
                        "a member that another rule lists now",
                        migrated()
                                .asks(
                                        rule("old", List.of("com.acme.Older"), List.of()),
                                        rule("moved", List.of("com.acme.Old#make()"), List.of())),
                        "open-calls",
                        "moved: 3 deprecated calls at 1 call site: com.shop.Shim.make(Shim.java:7)"),
                noGo(
                        "a call that two rules counted is one under a third",
                        counted(),
                        "open-calls",
                        "third: 6 deprecated calls at 1 call site: com.shop.A.a(A.java:7)"),
                noGo(
                        "whichever counted more",
                        counted(4, 6),
                        "open-calls",
                        "third: 6 deprecated calls at 1 call site: com.shop.A.a(A.java:7)"),
                noGo(
                        "what was marked is believed under another list",
                        marked(),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                go(
                        "a delegation is what the process found it to be",
                        migrated()
                                .first()
                                .delegated(9, "com.other.Bridge", "make", MAKE)
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls, 9 delegated; 3 of 3 call sites reached"),
                noGo(
                        "but for the calls that were none",
                        migrated()
                                .first()
                                .calls("old", 9, 0, 4, "com.other.Bridge", "make", MAKE)
                                .and(),
                        "open-calls",
                        "old: 5 deprecated calls at 1 call site: com.other.Bridge.make(Bridge.java:7)"),
                go(
                        "a delegation that nobody reached",
                        migrated().first().woven("com.acme.New", "get", MAKE).and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 3 call sites reached"),
                go(
                        "a call site inside that nobody reached",
                        migrated()
                                .first()
                                .woven("com.acme.Old$Part", "get", MAKE)
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                noGo(
                        "a call from a class that is only called as if it was inside",
                        migrated()
                                .first()
                                .calls(2, "com.acme.Old$Part", "get", MAKE)
                                .and(),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.acme.Old$Part.get(Old$Part.java:7)"),
                go(
                        "allowed calls of a ledger without lists",
                        withoutLists(3),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                noGo(
                        "open calls of a ledger without lists",
                        withoutLists(1),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                go(
                        "a ledger without lists watched what its rule lists now",
                        migrated().first().withoutLists().and().asks(SHIM),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                noGo(
                        "a call of a rule that a damaged ledger has lost",
                        lostRule(),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                unknown(
                        "a glob over other classes did not watch it",
                        migrated()
                                .first()
                                .under(rule("old", List.of("com.acme.E*"), NEW))
                                .and()
                                .asks(SHIM)
                                .minObserved(NONE),
                        "not-watched",
                        "old: chat 1@host did not watch 1 signature: com.acme.Old"),
                go(
                        "a caller that is canonical now",
                        canonical(),
                        "seen",
                        "old: 0 canonical calls, 0 allowed calls, 5 delegated; 1 of 1 call site reached"),
                noGo(
                        "a rule whose own mode is lower is a finding all the same",
                        migrated()
                                .asks(new Rule(
                                        "old", PLAIN.deprecated(), PLAIN.canonical(), "", List.of(), Mode.LOG, true)),
                        "open-calls",
                        "old: 3 deprecated calls at 1 call site: com.shop.Shim.make(Shim.java:7); the rule's own mode"
                                + " is log, in which it refuses none yet"),
                unknown(
                        "a process with another policy that started last hides nothing",
                        otherPolicyLast(),
                        "not-asked",
                        "old: 2 call sites of deprecated members, such as com.shop.Shim.make(Shim.java:7), are listed"
                                + " by the policy of chat 1@host and not by the one that is asked about"),
                unknown(
                        "nor does one in which the rule was off",
                        otherRuleOffLast(),
                        "not-asked",
                        "elder: 1 call site of deprecated members, com.shop.Cart.add(Cart.java:7), is listed by"
                                + " the policy of chat 1@host and not by the one that is asked about"),
                unknown(
                        "nor does one that lists the same under another name, and is off",
                        renamedLast(Mode.OFF),
                        "not-asked",
                        "elder: 1 call site of deprecated members, com.shop.Cart.add(Cart.java:7), is listed by"
                                + " the policy of chat 1@host and not by the one that is asked about"),
                noGo(
                        "a rule that only has another name asks the same",
                        renamedLast(Mode.BLOCK),
                        "open-calls",
                        "renamed: 1,000 deprecated calls at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                go(
                        "and so does one that allows the calls",
                        renamedLast(Mode.BLOCK, allow("com.shop.Cart", null)),
                        "seen",
                        "renamed: 0 canonical calls, 1,000 allowed calls; 1 of 1 call site reached"),
                noGo(
                        "a rule that lists the same in another order counts what it counted",
                        reordered(),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.acme.New.get(New.java:7)"),
                go(
                        "a rule that somebody asks about and that is off is said",
                        otherRuleOffLast().asks(SHIM, ELDER_OFF),
                        "not-judged",
                        "that elder is off on purpose: it is not judged"),
                unknown(
                        "nor what it has never reached",
                        otherPolicyLastOfUnreached(allow("com.shop.Shim", null)),
                        "not-asked",
                        "old: 1 call site of deprecated members, com.shop.Cart.add(Cart.java:7), is listed by the"
                                + " policy of chat 1@host and not by the one that is asked about"),
                go(
                        "but for who may",
                        otherPolicyLastOfUnreached(allow("com.shop.*", null)),
                        "seen",
                        "older: 0 canonical calls, 1 allowed call; 1 of 1 call site reached"),
                go(
                        "and for what is in a class of another agent",
                        otherPolicyLastOfAgents(),
                        "seen",
                        "older: 0 canonical calls, 1 allowed call; 1 of 1 call site reached"),
                go(
                        "and for what was allowed or delegated",
                        otherPolicyLastOfAllowed(),
                        "seen",
                        "older: 0 canonical calls, 1 allowed call; 1 of 1 call site reached"),
                unknown(
                        "even if a damaged ledger has lost the rule",
                        otherPolicyLastOfLost(),
                        "not-asked",
                        "old: 1 call site of deprecated members, com.shop.Cart.add(Cart.java:7), is listed by the"
                                + " policy of chat 1@host and not by the one that is asked about"),
                unknown(
                        "a class that is left out now may have called what is still listed",
                        leftOut("com.acme.Elder").minObserved(NONE),
                        "not-watched",
                        "old: chat 1@host did not count what was called by 1 class that its policy lists, too:"
                                + " com.acme.Elder"),
                unknown(
                        "a class of a glob, too",
                        leftOut("com.acme.E*").minObserved(NONE),
                        "not-watched",
                        "old: chat 1@host did not count what was called by 1 class that its policy lists, too:"
                                + " com.acme.Elder"),
                unknown(
                        "and its time counts no more",
                        leftOut("com.acme.Elder").accepts("not-watched", "chat-1.lastcall"),
                        "observed-too-short",
                        "chat was observed for 0 seconds, less than 1 day"),
                go(
                        "until the rest was watched for long enough without it",
                        leftOutSince(Duration.ofHours(30)),
                        "seen",
                        "old: 10 canonical calls, 6 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a rule in mode off is not judged",
                        migrated()
                                .asks(new Rule(
                                        "old", PLAIN.deprecated(), PLAIN.canonical(), "", List.of(), Mode.OFF, true)),
                        "no-rule",
                        "the policy asked about has no rule: nothing is judged"));
    }

    private static Story otherPolicyLast() {
        Story story = migrated().minObserved(HOUR);
        story.first().calls(2, "com.shop.Cart", "add", MAKE);
        Target go = new Target("com.acme.Older", "go", "()V");
        story.process("billing")
                .ran(Duration.ofHours(20), NONE)
                .under(rule("older", List.of("com.acme.Older"), List.of(), allow("com.shop.Shim", null)))
                .calls("older", 1, 0, 0, "com.shop.Shim", "go", go);
        return story.accepts("not-watched", "chat-1.lastcall").accepts("observed-too-short", "chat");
    }

    private static Story otherPolicyLastOfUnreached(AllowEntry entry) {
        Story story = new Story().rules(rule("old", OLD, NEW, entry)).minObserved(HOUR);
        story.process("chat").woven("com.shop.Cart", "add", MAKE);
        Target go = new Target("com.acme.Older", "go", "()V");
        story.process("billing")
                .ran(Duration.ofHours(20), NONE)
                .under(rule("older", List.of("com.acme.Older"), List.of(), allow("com.shop.Shim", null)))
                .calls("older", 1, 0, 0, "com.shop.Shim", "go", go);
        return story.accepts("not-watched", "chat-1.lastcall").accepts("observed-too-short", "chat");
    }

    private static Story otherPolicyLastOfAgents() {
        Story story = new Story().rules(PLAIN).minObserved(HOUR);
        story.process("chat").woven("org.tracer.Span", "end", MAKE).inAgent();
        Target go = new Target("com.acme.Older", "go", "()V");
        story.process("billing")
                .ran(Duration.ofHours(20), NONE)
                .under(rule("older", List.of("com.acme.Older"), List.of(), allow("com.shop.Shim", null)))
                .calls("older", 1, 0, 0, "com.shop.Shim", "go", go);
        return story.accepts("not-watched", "chat-1.lastcall").accepts("observed-too-short", "chat");
    }

    private static Story otherPolicyLastOfAllowed() {
        Story story = otherPolicyLastOfUnreached(allow("com.shop.Cart", null));
        story.first()
                .calls("old", 5, 0, 5, "com.shop.Bridge", "a", MAKE)
                .calls(3, "com.shop.Cart", "b", MAKE)
                .allowed(3)
                .calls("old", 7, 0, 4, "com.shop.Cart", "c", MAKE)
                .allowed(3);
        return story;
    }

    private static Story otherPolicyLastOfLost() {
        Story story = otherPolicyLastOfUnreached(allow("com.shop.Shim", null));
        story.first().under(rule("else", List.of("com.acme.Else"), NEW));
        return story;
    }

    private static Story leftOut(String more) {
        Story story = migrated();
        story.first()
                .under(rule(
                        "old", List.of("com.acme.Old", more), NEW, SHIM.allow().get(0)))
                .calls(5, "com.shop.Shim", "make", new Target("com.acme.Elder", "go", "()V"));
        return story.asks(SHIM);
    }

    private static Story leftOutSince(Duration time) {
        Story story = leftOut("com.acme.Elder");
        story.first().ran(DAY.multipliedBy(3), DAY.multipliedBy(2));
        story.process("chat").ran(time, NONE).calls(3, "com.shop.Shim", "make", MAKE);
        return story;
    }

    private static Story added() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").calls(3, "com.shop.Shim", "make", MAKE);
        return story.asks(SHIM);
    }

    private static Story dropped() {
        Rule older = rule("older", List.of("com.acme.Older"), List.of());
        Story story = migrated().rules(SHIM, older);
        story.first().calls("older", 5, 0, 0, "com.shop.A", "a", new Target("com.acme.Older", "go", "()V"));
        return story.asks(SHIM);
    }

    private static Story globbed() {
        return migrated()
                .rules(rule("old", List.of("com.acme.O*"), NEW, SHIM.allow().get(0)))
                .asks(SHIM);
    }

    private static Story marked() {
        String all = "@Deprecated in com.acme.**";
        Story story = new Story().rules(rule("old", List.of(all), NEW));
        story.process("chat").calls(2, "com.shop.Cart", "add", MAKE);
        return story.asks(rule("old", List.of(all, "com.acme.Elder"), NEW));
    }

    private static Story withoutLists(long allowed) {
        Story story = new Story();
        story.process("chat")
                .withoutLists()
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Cart", "add", MAKE)
                .allowed(allowed);
        return story;
    }

    private static Story lostRule() {
        Story story = new Story().rules(rule("older", List.of("com.acme.Older"), List.of()));
        story.process("chat").calls(1, "com.shop.Cart", "add", MAKE).problem("byte 8192: cut");
        return story;
    }

    private static Story counted() {
        return counted(6, 4);
    }

    private static Story counted(long one, long two) {
        Target both = new Target("com.acme.Both", "go", "()V");
        Story story = new Story()
                .rules(
                        rule("one", List.of("com.acme.Both"), List.of()),
                        rule("two", List.of("com.acme.Both"), List.of()));
        story.process("chat")
                .calls("one", one, 0, 0, "com.shop.A", "a", both)
                .calls("two", two, 0, 0, "com.shop.A", "a", both);
        return story.asks(rule("third", List.of("com.acme.Both"), List.of()));
    }

    private static Story canonical() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").calls(5, "com.shop.Facade", "make", MAKE);
        return story.asks(rule("old", OLD, List.of("com.acme.New", "com.shop.Facade")));
    }

    private static List<Arguments> populations() {
        return List.of(
                go(
                        "a service that is asked about alone",
                        other("billing").service("chat"),
                        "left-out",
                        "1 process left out by service chat"),
                go(
                        "what those called that are left out",
                        other("billing").service("chat"),
                        "left-out-calls",
                        "of the 1 process left out by service chat, 1 made 1 call that a block would refuse, most from"
                                + " com.shop.Cart.add(Cart.java:7)"),
                go(
                        "those that started since",
                        since("billing").of(until(DAY)),
                        "left-out-calls",
                        "of the 2 processes left out by until 2026-11-27T12:00:00Z, 1 made 12 calls that a block would"
                                + " refuse, most from com.shop.Cart.pay(Cart.java:7)"),
                noGo(
                        "the service beside it",
                        other("billing").service("b*"),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                unknown(
                        "a filter that leaves nobody",
                        migrated().service("nobody"),
                        "no-process",
                        "no process has reported: there is no ledger to judge but the 1 that the filter leaves out"),
                unknown(
                        "a filter with a name that nobody has",
                        migrated().of(services("chat", "biling")),
                        "no-process",
                        "no process is of service biling, which is asked about"),
                unknown(
                        "an environment that nobody has",
                        migrated()
                                .first()
                                .in("staging")
                                .and()
                                .of(new Population(List.of(), globs("staging", "prod*"), List.of(), null, null)),
                        "no-process",
                        "no process is of environment prod*, which is asked about"),
                unknown(
                        "a version that nobody has",
                        migrated()
                                .first()
                                .version("5.1")
                                .and()
                                .of(new Population(List.of(), List.of(), globs("5.1", "5.2"), null, null)),
                        "no-process",
                        "no process is of version 5.2, which is asked about"),
                go(
                        "an environment and a version that somebody has",
                        migrated()
                                .first()
                                .version("5.2")
                                .in("production")
                                .and()
                                .of(new Population(List.of(), globs("prod*"), globs("5.*"), null, null)),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a filter leaves out no ledger that has lost its labels",
                        beside("unknown", DAY.multipliedBy(2), "the labels of the process are damaged")
                                .service("chat"),
                        "damaged-ledger",
                        "/ledgers/unknown-2.lastcall: the labels of the process are damaged"),
                unknown(
                        "nor one that has lost its time",
                        timeless().of(since(DAY.multipliedBy(3))),
                        "damaged-ledger",
                        "/ledgers/chat-2.lastcall: a time is damaged"),
                go(
                        "a damaged ledger of another service is left out",
                        beside("billing", HOUR, "byte 4096: cut").service("chat"),
                        "left-out",
                        "1 process left out by service chat"),
                go(
                        "an old process that is left out by time",
                        early(true),
                        "left-out",
                        "1 process left out by since 2026-11-25T12:00:00Z"),
                noGo(
                        "the same process, not left out",
                        early(false),
                        "open-calls",
                        "old: 1 deprecated call at 1 call site: com.shop.Cart.add(Cart.java:7)"),
                unknown(
                        "nobody at all",
                        new Story().asks(SHIM),
                        "no-process",
                        "no process has reported: there is no ledger to judge"));
    }

    private static final Rule ELDER_OFF = new Rule(
            "elder",
            rule("elder", List.of("com.acme.Elder"), NEW).deprecated(),
            List.of(),
            "",
            List.of(),
            Mode.OFF,
            true);

    /** The last process lists what only the first one called, in a rule of another name. */
    private static Story renamedLast(Mode mode, AllowEntry... allowed) {
        Story story = otherRuleOffLast();
        story.second()
                .under(
                        SHIM,
                        new Rule(
                                "renamed",
                                Story.signatures(List.of("com.acme.Elder")),
                                List.of(),
                                "",
                                List.of(allowed),
                                mode,
                                true));
        return story;
    }

    /** Of five calls of a canonical class, three were delegations when they ran. */
    private static Story reordered() {
        Story story = new Story().rules(rule("old", List.of("com.acme.Old", "com.acme.Elder"), NEW));
        story.process("chat").calls(10, "com.shop.App", "run", GET).calls("old", 5, 0, 3, "com.acme.New", "get", MAKE);
        return story.asks(rule("old", List.of("com.acme.Elder", "com.acme.Old"), NEW));
    }

    /** Another process has called what the policy of the last one lists in a rule that is off. */
    private static Story otherRuleOffLast() {
        Story story = new Story().rules(SHIM, rule("elder", List.of("com.acme.Elder"), List.of()));
        story.process("chat")
                .ran(DAY.multipliedBy(4), DAY)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE)
                .calls("elder", 1_000, 0, 0, "com.shop.Cart", "add", new Target("com.acme.Elder", "make", "()V"));
        story.process("chat")
                .ran(DAY.multipliedBy(2), NONE)
                .under(SHIM, ELDER_OFF)
                .calls(10, "com.shop.App", "run", GET);
        return story;
    }

    private static Story other(String service) {
        Story story = migrated();
        story.process(service).calls(1, "com.shop.Cart", "add", MAKE).calls(2, "com.shop.Shim", "make", MAKE);
        return story;
    }

    private static List<ClassPattern> globs(String... texts) {
        return Stream.of(texts).map(ClassPattern::new).toList();
    }

    private static Population services(String... globs) {
        return new Population(globs(globs), List.of(), List.of(), null, null);
    }

    private static Population since(Duration before) {
        return new Population(List.of(), List.of(), List.of(), Story.NOW.minus(before), null);
    }

    private static Population until(Duration before) {
        return new Population(List.of(), List.of(), List.of(), null, Story.NOW.minus(before));
    }

    /** Two more that started an hour ago. */
    private static Story since(String service) {
        Story story = migrated();
        story.process(service).ran(HOUR, NONE).calls(3, "com.shop.Shim", "make", MAKE);
        story.process(service)
                .ran(HOUR, NONE)
                .calls(1, "com.shop.Cart", "add", MAKE)
                .calls(9, "com.shop.Cart", "pay", MAKE)
                .calls(2, "com.shop.Cart", "close", MAKE);
        return story;
    }

    private static Story beside(String service, Duration time, String problem) {
        Story story = migrated();
        story.process(service).ran(time, NONE).problem(problem);
        return story;
    }

    private static Story timeless() {
        Story story = migrated();
        story.process("chat")
                .ran("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")
                .problem("a time is damaged");
        return story;
    }

    private static Story early(boolean leftOut) {
        Story story = migrated();
        story.process("chat").ran(DAY.multipliedBy(9), DAY.multipliedBy(5)).calls(1, "com.shop.Cart", "add", MAKE);
        return leftOut ? story.of(since(DAY.multipliedBy(3))) : story;
    }

    private static List<Arguments> observed() {
        return List.of(
                unknown(
                        "a process of one second",
                        shortOne(Duration.ofSeconds(1)),
                        "observed-too-short",
                        "chat was observed for 1 second, less than 1 day"),
                go(
                        "less is asked for",
                        shortOne(HOUR).minObserved(Duration.ofMinutes(10)),
                        "observed",
                        "chat: 1 process observed for 1 hour from 2026-11-28T11:00:00Z to 2026-11-28T12:00:00Z"),
                unknown(
                        "overlapping processes count once",
                        overlapping(),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                go(
                        "processes one after the other add up",
                        inTurn(),
                        "observed",
                        "chat: 2 processes observed for 1 day from 2026-11-27T12:00:00Z to 2026-11-28T12:00:00Z"),
                unknown(
                        "time in off does not count",
                        paused(WatchState.OFF, Duration.ofHours(30)),
                        "observed-too-short",
                        "chat was observed for 17 hours 59 minutes, less than 1 day"),
                unknown(
                        "unguarded time does not count",
                        paused(WatchState.UNGUARDED, Duration.ofHours(30)),
                        "observed-too-short",
                        "chat was observed for 17 hours 59 minutes, less than 1 day"),
                unknown(
                        "the time in which a process is stopped does not count",
                        stoodStill(Duration.ofHours(30)),
                        "observed-too-short",
                        "chat was observed for 17 hours 59 minutes, less than 1 day; not counted is 1 day 6 hours in"
                                + " which its processes stood still or their clocks jumped"),
                go(
                        "what ran beside a stopped process counts",
                        besideStill(),
                        "observed",
                        "chat: 2 processes observed for 1 day 23 hours from 2026-11-26T12:00:00Z to"
                                + " 2026-11-28T11:59:00Z, without 1 day 6 hours in which its processes stood still or"
                                + " their clocks jumped"),
                unknown(
                        "processes that stand still do not run beside others",
                        besideStill().expects("chat", 2),
                        "service-missing",
                        "2 processes of chat watched at the same time for 17 hours 59 minutes, less than 1 day, 2 are"
                                + " expected"),
                unknown(
                        "a day on which the process stood still is not covered",
                        stoodStill(Duration.ofHours(20)).mustCover("friday"),
                        "not-covered",
                        "no observed time of chat holds twelve hours of a day that is friday; not counted is 20 hours"
                                + " in which its processes stood still or their clocks jumped"),
                unknown(
                        "a ledger that had no more room for standstills",
                        migrated()
                                .first()
                                .dropped(Dropped.STANDSTILLS, Duration.ofHours(40))
                                .and(),
                        "observed-too-short",
                        "chat was observed for 8 hours, less than 1 day"),
                go(
                        "an hour in which the process stood still",
                        stoodStill(HOUR),
                        "observed",
                        "chat: 1 process observed for 1 day 22 hours from 2026-11-26T12:00:00Z to"
                                + " 2026-11-28T11:59:00Z, without 1 hour in which its processes stood still or their"
                                + " clocks jumped"),
                go(
                        "a minute in off is assumed to hide nothing",
                        paused(WatchState.OFF, Duration.ofMinutes(1)),
                        "paused",
                        "that chat 1@host made no other calls while it did not watch (off)"),
                go(
                        "what ran before an attachment is assumed",
                        migrated().first().attached().and(),
                        "attached",
                        "that chat 1@host made no other calls before it was watched"),
                unknown(
                        "each service is observed for itself",
                        beside("billing", HOUR),
                        "observed-too-short",
                        "billing was observed for 1 hour, less than 1 day"),
                unknown(
                        "nobody worked on a Sunday",
                        migrated().mustCover("sunday"),
                        "not-covered",
                        "no observed time of chat holds twelve hours of a day that is sunday"),
                go(
                        "a Sunday was observed",
                        sunday().mustCover("sunday"),
                        "observed",
                        "chat: 1 process observed for 8 days 23 hours from 2026-11-19T12:00:00Z to"
                                + " 2026-11-28T11:59:00Z"),
                unknown(
                        "ten minutes of a month's end",
                        monthEnd("2026-10-31T23:50:00Z").mustCover("month-end"),
                        "not-covered",
                        "no observed time of chat holds twelve hours of a day that is month-end"),
                go(
                        "a month's end",
                        monthEnd("2026-10-31T02:00:00Z").mustCover("month-end"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "the month ends later in another zone",
                        zoned("America/New_York"),
                        "not-covered",
                        "no observed time of chat holds twelve hours of a day that is 2026-11-27"),
                go(
                        "the same in the zone of the process",
                        zoned("Z"),
                        "observed",
                        "chat: 1 process observed for 13 hours from 2026-11-27T00:00:00Z to 2026-11-27T13:00:00Z"),
                unknown(
                        "evidence of 400 days ago",
                        aged(400),
                        "too-old",
                        "chat was last heard of 400 days ago, on 2025-10-24T12:00:00Z; at most 30 days are allowed"),
                go(
                        "older evidence is asked for",
                        aged(40).maxAge(Duration.ofDays(60)),
                        "observed",
                        "chat: 1 process observed for 2 days from 2026-10-17T12:00:00Z to 2026-10-19T12:00:00Z"),
                unknown(
                        "half the fleet is missing",
                        migrated().expects("chat", 2),
                        "service-missing",
                        "1 process of chat watched, 2 are expected"),
                unknown(
                        "a filter leaves out a service of which processes are expected",
                        migrated().expects("chat", 1).expects("billing", 1).of(services("chat")),
                        "service-missing",
                        "billing is left out by the filter of services, 1 is expected"),
                go(
                        "the fleet is complete",
                        migrated().expects("chat", 1),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a process that was started again is no further one",
                        restarted(Duration.ofHours(24)).expects("chat", 2),
                        "service-missing",
                        "2 processes of chat watched, and no more than 1 at a time, 2 are expected"),
                unknown(
                        "nor is one that takes its place while it ends",
                        restarted(Duration.ofHours(23)).expects("chat", 2),
                        "service-missing",
                        "2 processes of chat watched at the same time for 1 hour, less than 1 day, 2 are expected"),
                go(
                        "two that work beside each other",
                        restarted(Duration.ZERO).expects("chat", 2),
                        "seen",
                        "old: 20 canonical calls, 6 allowed calls; 2 of 2 call sites reached"),
                go(
                        "two that did so for as long as is asked for",
                        restarted(Duration.ofHours(23)).minObserved(HOUR).expects("chat", 2),
                        "seen",
                        "old: 20 canonical calls, 6 allowed calls; 2 of 2 call sites reached"),
                go(
                        "a process that was started again is the one that is expected",
                        restarted(Duration.ofHours(24)).expects("chat", 1),
                        "seen",
                        "old: 20 canonical calls, 6 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a service that did not report",
                        migrated().expects("chat", 1).expects("billing", 1),
                        "service-missing",
                        "0 processes of billing watched, 1 is expected"),
                unknown(
                        "production is missing",
                        migrated().first().in("staging").and().environments("staging", "production"),
                        "environment-missing",
                        "no process of the environment production watched"),
                unknown(
                        "a service that ran in staging only, beside one that ran in production",
                        stagingOnly(),
                        "environment-missing",
                        "no process of chat watched in the environment production, where others did"),
                go(
                        "which is accepted, since it is not deployed there",
                        stagingOnly().accepts("environment-missing", "chat in production"),
                        "environment-missing",
                        "accepted (looked into): no process of chat watched in the environment production, where others"
                                + " did"),
                go(
                        "a service that watched nowhere is missing in no environment",
                        watchedNowhere(),
                        "unwatched",
                        "accepted (looked into): billing 2@host watched nothing (off): its calls are not known"),
                go(
                        "all environments are there",
                        migrated().first().in("staging").and().environments("staging"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a process in mode off",
                        off(),
                        "unwatched",
                        "chat 2@host watched nothing (off): its calls are not known"),
                unknown(
                        "guards that could not be made when a class mattered",
                        migrated().first().stopped(WatchState.GUARDS_LATE, HOUR).and(),
                        "unwatched",
                        "chat 1@host has not watched since 2026-11-28T11:00:00Z, when a class mattered and its guards"
                                + " could not be made (no reason is known): what it called since is not known"),
                unknown(
                        "of which an earlier copy does not know yet",
                        lateAndContradicted(),
                        "unwatched",
                        "chat 1@host has not watched since 2026-11-28T11:00:00Z, when a class mattered and its guards"
                                + " could not be made (no reason is known): what it called since is not known"),
                unknown(
                        "also if the clock was put back before",
                        migrated()
                                .first()
                                .period(WatchState.WATCHING, Duration.ofHours(40), HOUR)
                                .period(WatchState.GUARDS_LATE, Duration.ofHours(44), HOUR)
                                .and(),
                        "unwatched",
                        "chat 1@host has not watched since 2026-11-26T16:00:00Z, when a class mattered and its guards"
                                + " could not be made (no reason is known): what it called since is not known"),
                go(
                        "guards that were made at the second attempt",
                        migrated()
                                .first()
                                .paused(WatchState.GUARDS_LATE, Duration.ofHours(40), Duration.ofHours(39))
                                .and(),
                        "paused",
                        "that chat 1@host made no other calls while it did not watch (guards-late)"),
                unknown(
                        "processes of which none has watched, each accepted",
                        onlyOff(),
                        "no-process",
                        "1 process has reported, and none of them has watched: there is nothing to judge"),
                unknown(
                        "a process without rules",
                        withoutRules(),
                        "unwatched",
                        "chat 2@host watched nothing (without-rules): its calls are not known"),
                unknown(
                        "an unguarded process",
                        unguarded(),
                        "unwatched",
                        "chat 2@host watched nothing (unguarded): its calls are not known"),
                go(
                        "which is accepted by name",
                        unguarded().accepts("unwatched", "chat-2.lastcall"),
                        "unwatched",
                        "accepted (looked into): chat 2@host watched nothing (unguarded): its calls are not known"),
                unknown(
                        "under a narrower policy, beside others",
                        narrow(NONE),
                        "not-watched",
                        "old: chat 2@host did not watch 1 signature: com.acme.Old"),
                go(
                        "a service that only such processes are of, when all are accepted",
                        onlyUnguarded().accepts("unwatched", "billing-2.lastcall"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "under a narrower policy, half a day ago",
                        narrow(Duration.ofHours(10)),
                        "not-watched",
                        "old: chat 2@host did not watch 1 signature: com.acme.Old"),
                go(
                        "under a narrower policy, a day ago",
                        narrow(DAY),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "under a narrower policy, long ago",
                        narrow(Duration.ofHours(40)),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a signature that was switched off by a reload",
                        reloaded(Duration.ofHours(30), rule("old", List.of("com.acme.Elder"), NEW)),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                unknown(
                        "a rule that was switched off by a reload",
                        reloaded(Duration.ofHours(30)),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                go(
                        "switched off for a minute is assumed to hide nothing",
                        reloaded(Duration.ofMinutes(1)),
                        "paused",
                        "that chat 1@host made no other calls while it did not watch (under a policy that lists less of"
                                + " old)"),
                unknown(
                        "rules that the ledger has only a part of",
                        partlyRuled(),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                go(
                        "a rule that was wrong for an hour",
                        wrongFor(HOUR),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a rule that was wrong for long",
                        wrongFor(Duration.ofHours(30)),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                unknown(
                        "more reloads than the ledger has room for",
                        migrated()
                                .first()
                                .dropped("policies", Duration.ofHours(30))
                                .and(),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                unknown(
                        "more changes between watching and not than the ledger has room for",
                        forgetful(Duration.ofHours(3)),
                        "incomplete-ledger",
                        "chat 1@host began and ceased to watch more often than its ledger has room for: since"
                                + " 2026-11-28T09:00:00Z it does not say whether it did"),
                unknown(
                        "and what it watched since does not count",
                        forgetful(Duration.ofHours(30)).accepts("incomplete-ledger", "chat-1.lastcall"),
                        "observed-too-short",
                        "chat was observed for 18 hours, less than 1 day"),
                go(
                        "which is accepted by its file, and watched for long enough before",
                        forgetful(Duration.ofHours(3)).accepts("incomplete-ledger", "chat-1.lastcall"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "more call paths than the ledger has room for",
                        migrated()
                                .first()
                                .dropped("call paths", Duration.ofHours(30))
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "judged on a day that its age allows",
                        migrated().on("2026-12-28"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "judged on a day when the evidence is old",
                        migrated().on("2026-12-29"),
                        "too-old",
                        "chat was last heard of 30 days 12 hours before that day, on 2026-11-28T11:59:00Z; at most 30"
                                + " days are allowed"),
                unknown(
                        "years ahead",
                        migrated().on("2036-11-28"),
                        "too-old",
                        "chat was last heard of 3,652 days 12 hours before that day, on 2026-11-28T11:59:00Z; at most"
                                + " 30 days are allowed"),
                unknown(
                        "a process that lives, and stopped watching long ago",
                        stopped(),
                        "too-old",
                        "old: chat was last observed 50 days ago, on 2026-10-09T12:00:00Z; at most 30 days are"
                                + " allowed"),
                go(
                        "older observation is asked for",
                        stopped().maxAge(DAY.multipliedBy(60)),
                        "paused",
                        "that chat 1@host made no other calls while it did not watch (off)"),
                go(
                        "evidence of just the age that is allowed",
                        aged(30),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "an observation of just that age",
                        stopped().maxAge(DAY.multipliedBy(50)),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a second in production, and just a day in all",
                        dayInAll().environments("staging", "production"),
                        "observed-too-short",
                        "chat was observed in production for 1 second, less than 1 day"),
                unknown(
                        "a second in production beside days in staging",
                        inProduction(Duration.ofSeconds(1)).environments("staging", "production"),
                        "observed-too-short",
                        "chat was observed in production for 1 second, less than 1 day"),
                go(
                        "a day in production",
                        inProduction(DAY).environments("staging", "production"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "environments that nobody expects count together",
                        inProduction(Duration.ofSeconds(1)),
                        "assumed-environments",
                        "that production and staging do what the others do"),
                unknown(
                        "a clock that jumped",
                        migrated().first().jumped(HOUR).and(),
                        "clock",
                        "the clock of chat 1@host went from 2026-11-26T12:00:00Z to 2026-11-26T13:00:00Z at once"),
                unknown(
                        "what a clock skips was not observed",
                        migrated().first().jumped(DAY).and().accepts("clock", "*"),
                        "observed-too-short",
                        "chat was observed for 23 hours 59 minutes, less than 1 day; not counted is 1 day in which its"
                                + " processes stood still or their clocks jumped"),
                go(
                        "a clock that is set back takes nothing away",
                        migrated().first().jumped(HOUR.negated()).and().accepts("clock", "*"),
                        "observed",
                        "chat: 1 process observed for 1 day 23 hours from 2026-11-26T12:00:00Z to"
                                + " 2026-11-28T11:59:00Z"),
                unknown(
                        "a clock in the future",
                        future(Duration.ofMinutes(6)),
                        "clock",
                        "the clock of chat 1@host lies in the future: 2026-11-28T12:06:00Z"),
                unknown(
                        "a start in the future",
                        startedInFuture(),
                        "clock",
                        "the clock of chat 2@host lies in the future: 2026-11-28T11:59:00Z"),
                go(
                        "a clock that is a little ahead",
                        future(Duration.ofMinutes(4)),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"));
    }

    private static Story shortOne(Duration time) {
        Story story = migrated();
        story.first().ran(time, NONE);
        return story;
    }

    private static Story overlapping() {
        Story story = migrated();
        story.first().ran(Duration.ofHours(18), NONE);
        story.process("chat").ran(Duration.ofHours(18), NONE);
        return story;
    }

    private static Story inTurn() {
        Story story = migrated();
        story.first().ran(DAY, Duration.ofHours(12));
        story.process("chat").ran(Duration.ofHours(12), NONE);
        return story;
    }

    private static Story stoodStill(Duration time) {
        Story story = migrated();
        story.first().stoodStill(Duration.ofHours(40), Duration.ofHours(40).minus(time));
        return story;
    }

    /** A second process that ran all the time. */
    private static Story besideStill() {
        Story story = stoodStill(Duration.ofHours(30));
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        return story;
    }

    private static Story paused(WatchState state, Duration time) {
        Story story = migrated();
        story.first().paused(state, Duration.ofHours(40), Duration.ofHours(40).minus(time));
        return story;
    }

    private static Story beside(String service, Duration time) {
        Story story = migrated();
        story.process(service).ran(time, NONE).calls(1, "com.shop.Shim", "make", MAKE);
        return story;
    }

    private static Story sunday() {
        Story story = migrated();
        story.first().ran("2026-11-19T12:00:00Z", "2026-11-28T11:59:00Z");
        return story;
    }

    private static Story monthEnd(String start) {
        Story story = migrated();
        story.first().ran(start, "2026-11-28T11:59:00Z");
        return story;
    }

    private static Story zoned(String zone) {
        Story story = migrated().minObserved(HOUR).zone(zone).mustCover("2026-11-27");
        story.first().ran("2026-11-27T00:00:00Z", "2026-11-27T13:00:00Z");
        return story;
    }

    private static Story aged(int days) {
        Story story = migrated();
        story.first().ran(DAY.multipliedBy(days + 2L), DAY.multipliedBy(days));
        return story;
    }

    private static Story watchedNowhere() {
        Story story = migrated().environments("production").accepts("unwatched", "billing-2.lastcall");
        story.first().in("production");
        story.process("billing").in("staging").never(WatchState.OFF);
        return story;
    }

    private static Story stagingOnly() {
        Story story = migrated().environments("production");
        story.first().in("staging");
        story.process("billing").in("production").calls(2, "com.shop.Shim", "get", MAKE);
        return story;
    }

    /** Asked about globs, which may name nothing. */
    private static Story onlyOff() {
        Story story = new Story().asks(rule("old", List.of("com.acme.*"), NEW)).accepts("unwatched", "*.**");
        story.process("chat").never(WatchState.OFF);
        return story;
    }

    private static Story off() {
        Story story = migrated();
        story.process("chat").mode("off");
        return story;
    }

    private static Story withoutRules() {
        Story story = migrated().asks(SHIM);
        story.process("chat").under();
        return story;
    }

    private static Story unguarded() {
        Story story = migrated();
        story.process("chat").never(WatchState.UNGUARDED);
        return story;
    }

    private static Story onlyUnguarded() {
        Story story = migrated();
        story.process("billing").never(WatchState.UNGUARDED);
        return story;
    }

    private static Story narrow(Duration before) {
        Story story = migrated().asks(SHIM);
        story.first().ran(Duration.ofHours(38), NONE);
        story.process("chat").under(rule("old", List.of("com.acme.Elder"), NEW)).ran(before.plus(HOUR), before);
        return story;
    }

    private static Story reloaded(Duration time, Rule... meanwhile) {
        Story story = migrated().asks(SHIM);
        Duration back = Duration.ofHours(40).minus(time);
        story.first()
                .ran(Duration.ofDays(2), NONE)
                .ruled(Duration.ofDays(2), Duration.ofHours(40), SHIM)
                .ruled(Duration.ofHours(40), back, meanwhile)
                .ruled(back, NONE, SHIM);
        return story;
    }

    private static Story partlyRuled() {
        Story story = migrated().asks(SHIM);
        Duration whole = Duration.ofHours(18);
        story.first()
                .ran(Duration.ofDays(2), NONE)
                .ruled(Duration.ofDays(2), whole, SHIM)
                .inPart()
                .ruled(whole, NONE, SHIM);
        return story;
    }

    private static Story stopped() {
        Story story = migrated();
        story.first().ran(DAY.multipliedBy(60), NONE).stopped(WatchState.OFF, DAY.multipliedBy(50));
        return story;
    }

    private static Story inProduction(Duration time) {
        Story story = migrated();
        story.first().in("staging");
        story.process("chat").in("production").ran(time, NONE);
        return story;
    }

    private static Story dayInAll() {
        Story story = inProduction(Duration.ofSeconds(1));
        story.first().ran(DAY, NONE);
        return story;
    }

    private static Story wrongFor(Duration time) {
        Story story = migrated();
        Rule wrong = rule(
                "old",
                List.of("com.acme.Old", "com.shop.Cart"),
                NEW,
                SHIM.allow().get(0));
        story.first()
                .ran(Duration.ofDays(2), NONE)
                .calls(7, "com.shop.App", "run", new Target("com.shop.Cart", "add", "()V"))
                .ruled(Duration.ofDays(2), Duration.ofHours(40), SHIM)
                .ruled(Duration.ofHours(40), Duration.ofHours(40).minus(time), wrong)
                .ruled(Duration.ofHours(40).minus(time), NONE, SHIM);
        return story.asks(SHIM);
    }

    private static Story startedInFuture() {
        Story story = migrated();
        story.process("chat").ran("2026-11-28T12:06:00Z", "2026-11-28T11:59:00Z");
        return story;
    }

    private static Story future(Duration ahead) {
        Story story = migrated();
        story.first().ran(Duration.ofDays(2), ahead.negated());
        return story;
    }

    private static List<Arguments> reached() {
        return List.of(
                unknown(
                        "five woven call sites that nobody reached",
                        woven(),
                        "unreached",
                        "old: never reached: com.shop.Cart.add5(Cart.java:7) -> com.acme.Old.make()"),
                go(
                        "one in a class of another agent, which nobody reached",
                        migrated()
                                .first()
                                .woven("org.tracer.Span", "end", MAKE)
                                .inAgent()
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "by a rule that lists something else by now, too",
                        askedAnewOfAgents(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "which are accepted by the policy",
                        woven().acceptsUnreached(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 7 call sites reached"),
                go(
                        "which the answer then assumes",
                        woven().acceptsUnreached(),
                        "unreached-accepted",
                        "that nobody will reach 5 open call sites of old that nobody has reached:"
                                + " com.shop.Cart.add1(Cart.java:7) -> com.acme.Old.make(),"
                                + " com.shop.Cart.add2(Cart.java:7) -> com.acme.Old.make(),"
                                + " com.shop.Cart.add3(Cart.java:7) -> com.acme.Old.make() and 2 more"),
                go(
                        "or one by one",
                        woven().accepts("unreached", "com.shop.Cart#add*"),
                        "unreached",
                        "accepted (looked into): old: never reached: com.shop.Cart.add5(Cart.java:7) ->"
                                + " com.acme.Old.make()"),
                go(
                        "on the last day of an acceptance",
                        woven().accepts("unreached", "com.shop.Cart#add*", "2026-11-28"),
                        "unreached",
                        "accepted (looked into, until 2026-11-28): old: never reached: com.shop.Cart.add5(Cart.java:7)"
                                + " -> com.acme.Old.make()"),
                unknown(
                        "an acceptance that has ended",
                        woven().accepts("unreached", "com.shop.Cart#add*", "2026-11-27"),
                        "unreached",
                        "old: never reached: com.shop.Cart.add1(Cart.java:7) -> com.acme.Old.make()"),
                unknown(
                        "in a static initializer",
                        migrated()
                                .first()
                                .woven("com.shop.Config", "<clinit>", MAKE)
                                .and(),
                        "unreached",
                        "old: never reached: com.shop.Config.<clinit>(Config.java:7) -> com.acme.Old.make(); a refusal"
                                + " in a static initializer breaks the class for good"),
                go(
                        "what another process reached is reached",
                        reachedElsewhere(),
                        "seen",
                        "old: 10 canonical calls, 6 allowed calls; 3 of 3 call sites reached"),
                unknown(
                        "an allowed call of the anonymous class beside it reaches nothing",
                        anonymous(),
                        "unreached",
                        "old: never reached: com.shop.App$1.run(App$1.java:7) -> com.acme.Old.make()"),
                go(
                        "an allowed site need not be reached",
                        migrated().first().woven("com.shop.Shim", "other", MAKE).and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 3 call sites reached"),
                unknown(
                        "a service that was silent beside one that was not",
                        silent(),
                        "not-exercised",
                        "old: billing has loaded 1 call site of the rule and reached none"),
                go(
                        "a service that does not use the rule",
                        noUser(),
                        "observed",
                        "billing: 1 process observed for 1 day 23 hours from 2026-11-26T12:00:00Z to"
                                + " 2026-11-28T11:59:00Z"));
    }

    private static Story anonymous() {
        Story story = new Story().rules(rule("old", OLD, NEW, allow("com.shop.App$2", null)));
        story.process("chat").woven("com.shop.App$1", "run", MAKE).calls(3, "com.shop.App$2", "run", MAKE);
        return story;
    }

    private static Story woven() {
        Story story = migrated();
        for (int i = 1; i <= 5; i++) {
            story.first().woven("com.shop.Cart", "add" + i, MAKE);
        }
        return story;
    }

    private static Story askedAnewOfAgents() {
        Story story = globbed();
        story.first().woven("org.tracer.Span", "end", MAKE).inAgent();
        return story;
    }

    private static Story reachedElsewhere() {
        Story story = migrated().asks(rule("old", OLD, NEW, allow("com.shop.*", null)));
        story.first().woven("com.shop.Cart", "add", MAKE);
        story.process("chat").calls(3, "com.shop.Cart", "add", MAKE);
        return story;
    }

    private static Story silent() {
        Story story = migrated();
        story.process("billing").woven("com.shop.App", "run", GET);
        return story;
    }

    private static Story noUser() {
        Story story = migrated();
        story.process("billing");
        return story;
    }

    private static List<Arguments> signatures() {
        Rule typo = rule("old", List.of("com.acme.Odl"), NEW);
        Rule member = rule(
                "old",
                List.of("com.acme.Old#make()", "com.acme.Old#mkae()"),
                NEW,
                SHIM.allow().get(0));
        return List.of(
                unknown(
                        "a typo in the only signature beside 1,000 real calls",
                        mistyped(typo),
                        "unmatched-signature",
                        "old: com.acme.Odl names nothing that was loaded"),
                unknown(
                        "a typo in a member",
                        migrated().rules(member),
                        "unmatched-signature",
                        "old: com.acme.Old#mkae() names nothing that was loaded"),
                go(
                        "the rule says that it may be missing",
                        mistyped(new Rule(
                                "old",
                                typo.deprecated(),
                                typo.canonical(),
                                "",
                                List.of(),
                                Mode.BLOCK,
                                false,
                                List.of(),
                                Rule.Missing.IGNORE)),
                        "seen",
                        "old: 1,000 canonical calls, 0 allowed calls; 1 of 1 call site reached"),
                unknown(
                        "a list of more signatures than are told one by one",
                        mistyped(rule("old", many(21), NEW)),
                        "unmatched-signature",
                        "old: 21 deprecated signatures of 21 name nothing that was loaded, such as com.acme.Old1,"
                                + " com.acme.Old2, com.acme.Old3 and 18 more"),
                unknown(
                        "of just as many",
                        mistyped(rule("old", many(20), NEW)),
                        "unmatched-signature",
                        "old: com.acme.Old20 names nothing that was loaded"),
                go(
                        "a method of a companion object",
                        matched("com.acme.Old#make()", "com.acme.Old$Companion", "make", "()V"),
                        "seen",
                        "old: 1,000 canonical calls, 1 allowed call; 2 of 2 call sites reached"),
                go(
                        "an object by its plain name",
                        matched("com.acme.Old", "com.acme.Old$", "make", "()V"),
                        "seen",
                        "old: 1,000 canonical calls, 1 allowed call; 2 of 2 call sites reached"),
                go(
                        "a field",
                        matched("com.acme.Old#INSTANCE", "com.acme.Old", "INSTANCE", "Lcom/acme/Old;"),
                        "seen",
                        "old: 1,000 canonical calls, 1 allowed call; 2 of 2 call sites reached"),
                unknown(
                        "a method that is named as the field beside it",
                        matched("com.acme.Old#INSTANCE", "com.acme.Old", "INSTANCE", "()V"),
                        "unmatched-signature",
                        "old: com.acme.Old#INSTANCE names nothing that was loaded"),
                go(
                        "a glob may name nothing",
                        mistyped(rule("old", List.of("com.acme.O*"), NEW)),
                        "seen",
                        "old: 1,000 canonical calls, 0 allowed calls; 1 of 1 call site reached"),
                go(
                        "what is marked may be nothing",
                        mistyped(rule("old", List.of("@Deprecated in com.acme.**"), NEW)),
                        "seen",
                        "old: 1,000 canonical calls, 0 allowed calls; 1 of 1 call site reached"),
                go(
                        "a scan shows that it is gone",
                        mistyped(PLAIN).scan(scanned(Set.of(), Set.of("com.acme.Old"))),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "a scan shows that it is there, and nobody calls it",
                        mistyped(PLAIN).scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                unknown(
                        "a canonical member that nobody saw, and whose class calls the old way",
                        delegates("com.acme.New#gte()"),
                        "unmatched-canonical",
                        "old: 1,000 calls by com.acme.New passed as delegated, since com.acme.New#gte() is canonical,"
                                + " but no such member was loaded"),
                unknown(
                        "a canonical method with other parameters than the one that calls the old way",
                        delegates("com.acme.New#start(int)"),
                        "unmatched-canonical",
                        "old: 1,000 calls by com.acme.New passed as delegated, since com.acme.New#start(int) is"
                                + " canonical, but no such member was loaded"),
                unknown(
                        "two of them, and what calls is nested",
                        delegates("com.acme.Outer#gte()", "com.acme.Outer#INSTANCE")
                                .scan(scanned(Set.of(), Set.of())),
                        "unmatched-canonical",
                        "old: 7 calls by com.acme.Outer$Inner passed as delegated, since com.acme.Outer#gte(),"
                                + " com.acme.Outer#INSTANCE are canonical, but no such member was loaded or scanned"),
                unknown(
                        "a call site there that nobody reached",
                        wouldDelegate(),
                        "unmatched-canonical",
                        "old: calls by com.acme.New would pass as delegated, since com.acme.New#gte() is canonical,"
                                + " but no such member was loaded"),
                unknown(
                        "a call site there that nobody loaded",
                        scannedDelegate(),
                        "unmatched-canonical",
                        "old: calls by com.acme.New would pass as delegated, since com.acme.New#gte() is canonical,"
                                + " but no such member was loaded or scanned"),
                go(
                        "which is accepted",
                        delegates("com.acme.New#gte()").accepts("unmatched-canonical", "com.acme.*"),
                        "unmatched-canonical",
                        "accepted (looked into): old: 1,000 calls by com.acme.New passed as delegated, since"
                                + " com.acme.New#gte() is canonical, but no such member was loaded"),
                go(
                        "one that is called is enough for its class",
                        delegates("com.acme.New#gte()", "com.acme.New#get()"),
                        "seen",
                        "old: 10 canonical calls, 0 allowed calls, 1,007 delegated; 3 of 3 call sites reached"),
                go(
                        "one that calls the old way itself is there",
                        delegates("com.acme.New#start()"),
                        "seen",
                        "old: 10 canonical calls, 0 allowed calls, 1,000 delegated; 2 of 2 call sites reached"),
                go(
                        "a canonical class is there, since it calls",
                        delegates("com.acme.New", "com.acme.O*"),
                        "seen",
                        "old: 10 canonical calls, 0 allowed calls, 1,007 delegated; 3 of 3 call sites reached"),
                go(
                        "a typo beside what is called, where nothing need be there",
                        ignoring("com.acme.Old", "com.acme.Odl", "com.acme.Oldd#make()"),
                        "names-nothing",
                        "that 2 of the 3 signatures of old are spelled as meant: they name nothing that was loaded:"
                                + " com.acme.Odl, com.acme.Oldd#make()"),
                go(
                        "a misspelt glob beside what is called",
                        globbing("com.acme.Old", "com.amce.*"),
                        "names-nothing",
                        "that 1 of the 2 signatures of old is spelled as meant: it names nothing that was loaded:"
                                + " com.amce.*"),
                unknown(
                        "a scan does not know it either",
                        mistyped(PLAIN).scan(scanned(Set.of(), Set.of())),
                        "unmatched-signature",
                        "old: com.acme.Old names nothing that was loaded or scanned"));
    }

    /** Two classes that call the old way, and are canonical if those signatures say so. */
    private static Story delegates(String... canonical) {
        Rule asked = rule("old", OLD, List.of(canonical));
        Story story = new Story().rules(asked).asks(asked);
        Story.Ran ran = story.process("chat").calls(10, "com.shop.App", "run", GET);
        List<String> names = List.of(canonical);
        if (names.stream().anyMatch(name -> name.startsWith("com.acme.N"))) {
            ran.delegated(1_000, "com.acme.New", "start", MAKE);
        }
        if (names.size() > 1) {
            ran.delegated(7, "com.acme.Outer$Inner", "start", MAKE);
        }
        return story;
    }

    /** The caller itself is named as what replaces. */
    private static Story misnamed() {
        Rule asked = rule("old", OLD, List.of("com.shop.Cart"));
        Story story = new Story().rules(asked).asks(asked);
        story.process("chat").delegated(9, "com.shop.Cart", "add", MAKE);
        return story;
    }

    private static Story wouldDelegate() {
        Rule asked = rule("old", OLD, List.of("com.acme.New#gte()"));
        Story story = new Story().rules(asked).asks(asked);
        story.process("chat").calls(10, "com.shop.App", "run", GET).woven("com.acme.New", "start", MAKE);
        return story;
    }

    private static Story scannedDelegate() {
        Rule asked = rule("old", OLD, List.of("com.acme.New#gte()"));
        Story story = new Story().rules(asked).asks(asked);
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        Site site = Story.site("old", Role.DEPRECATED, Kind.CALL, "com.acme.New", "start", MAKE);
        return story.scan(ScanFacts.of(List.of("app.jar"), 9)
                .sites(List.of(site), List.of())
                .signatures(Set.of("com.acme.Old"), Set.of())
                .build());
    }

    private static ScanFacts constant() {
        return ScanFacts.of(List.of("app.jar"), 9)
                .signatures(Set.of("com.acme.Old"), Set.of())
                .blindSpots(List.of(BlindSpot.ofConstant("com.acme.Old", "VERSION")))
                .build();
    }

    private static Story foundTwice() {
        BlindSpot found = BlindSpot.ofConstant("com.acme.Old", "VERSION");
        return migrated()
                .first()
                .blindSpot(found.className(), found.reason())
                .and()
                .scan(constant());
    }

    /** Of a rule with those signatures, of which none need be there. */
    private static Story ignoring(String... signatures) {
        Rule plain = rule("old", List.of(signatures), NEW, allow("com.shop.Shim", null));
        Rule asked = new Rule(
                "old",
                plain.deprecated(),
                plain.canonical(),
                "",
                plain.allow(),
                Mode.BLOCK,
                false,
                List.of(),
                Rule.Missing.IGNORE);
        return migrated().rules(asked).asks(asked);
    }

    private static Story globbing(String... signatures) {
        Rule asked = rule("old", List.of(signatures), NEW, allow("com.shop.Shim", null));
        return migrated().rules(asked).asks(asked);
    }

    private static List<String> many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "com.acme.Old" + number)
                .toList();
    }

    private static Story matched(String signature, String className, String member, String descriptor) {
        Story story = mistyped(rule("old", List.of(signature), NEW, allow("com.shop.*", null)));
        story.first().calls(1, "com.shop.Shim", "make", new Target(className, member, descriptor));
        return story;
    }

    private static Story mistyped(Rule asked) {
        Story story = new Story().rules(asked).asks(asked);
        story.process("chat").calls(1_000, "com.shop.App", "run", GET);
        return story;
    }

    private static ScanFacts scanned(Set<String> named, Set<String> gone) {
        return ScanFacts.of(List.of("app.jar"), 9).signatures(named, gone).build();
    }

    private static List<Arguments> ledgers() {
        return List.of(
                unknown(
                        "a constant that only a scan has found",
                        migrated().scan(constant()),
                        "blind-spot",
                        "blind spot: com.acme.Old#VERSION: the field VERSION is a compile-time constant: its value is"
                                + " copied to where it is read, and no read is seen"),
                unknown(
                        "a constant that a process and a scan have found is one doubt",
                        foundTwice(),
                        "blind-spot",
                        "blind spot: com.acme.Old#VERSION: the field VERSION is a compile-time constant: its value is"
                                + " copied to where it is read, and no read is seen"),
                go(
                        "a scanned constant that somebody has looked into",
                        migrated().scan(constant()).accepts("blind-spot", "com.acme.Old#VERSION"),
                        "blind-spot",
                        "accepted (looked into): blind spot: com.acme.Old#VERSION: the field VERSION is a compile-time"
                                + " constant: its value is copied to where it is read, and no read is seen"),
                unknown(
                        "who accepts a constant accepts nothing else of its class",
                        migrated()
                                .first()
                                .blindSpot("com.acme.Old", "another agent")
                                .and()
                                .scan(constant())
                                .accepts("blind-spot", "com.acme.Old#VERSION"),
                        "blind-spot",
                        "blind spot: com.acme.Old: another agent"),
                unknown(
                        "a blind spot",
                        migrated()
                                .first()
                                .blindSpot("com.acme.Old#VERSION", "a constant")
                                .and(),
                        "blind-spot",
                        "blind spot: com.acme.Old#VERSION: a constant"),
                go(
                        "which is accepted by name",
                        migrated()
                                .first()
                                .blindSpot("com.acme.Old#VERSION", "a constant")
                                .and()
                                .accepts("blind-spot", "com.acme.Old#VERSION"),
                        "blind-spot",
                        "accepted (looked into): blind spot: com.acme.Old#VERSION: a constant"),
                unknown(
                        "which is accepted of another class",
                        migrated()
                                .first()
                                .blindSpot("com.acme.Old#VERSION", "a constant")
                                .and()
                                .accepts("blind-spot", "com.acme.Other"),
                        "blind-spot",
                        "blind spot: com.acme.Old#VERSION: a constant"),
                unknown(
                        "a damaged ledger",
                        migrated().first().problem("byte 4096: cut").and(),
                        "damaged-ledger",
                        "/ledgers/chat-1.lastcall: byte 4096: cut"),
                go(
                        "which is accepted by its file",
                        migrated().first().problem("byte 4096: cut").and().accepts("damaged-ledger", "chat-1.lastcall"),
                        "damaged-ledger",
                        "accepted (looked into): /ledgers/chat-1.lastcall: byte 4096: cut"),
                unknown(
                        "a ledger on a full disk",
                        migrated().first().problem(FULL).and(),
                        "incomplete-ledger",
                        "/ledgers/chat-1.lastcall: " + FULL),
                noGo(
                        "which says so beside a finding",
                        migrated()
                                .first()
                                .problem(FULL)
                                .calls(1, "com.shop.Cart", "add", MAKE)
                                .and(),
                        "incomplete-ledger",
                        "/ledgers/chat-1.lastcall: " + FULL),
                go(
                        "and which is accepted by its file",
                        migrated().first().problem(FULL).and().accepts("incomplete-ledger", "chat-1.lastcall"),
                        "incomplete-ledger",
                        "accepted (looked into): /ledgers/chat-1.lastcall: " + FULL),
                unknown(
                        "a ledger that has lost pages in a crash of the machine",
                        migrated().first().problem(LOST).and(),
                        "incomplete-ledger",
                        "/ledgers/chat-1.lastcall: " + LOST),
                unknown(
                        "something that could not be read",
                        migrated().unread("/ledgers/x.gz: is no ledger"),
                        "unread",
                        "/ledgers/x.gz: is no ledger"),
                go(
                        "which is accepted",
                        migrated().unread("/ledgers/x.gz: is no ledger").accepts("unread", "*.gz"),
                        "unread",
                        "accepted (looked into): /ledgers/x.gz: is no ledger"),
                go(
                        "in a folder of any name",
                        migrated().unread("/salt and pepper/x.gz: is no ledger").accepts("unread", "x.gz"),
                        "unread",
                        "accepted (looked into): /salt and pepper/x.gz: is no ledger"),
                noGo(
                        "references that only the earlier of two ledgers of one process has",
                        loadedAndLost().accepts("contradicting-ledgers", "chat-1.lastcall"),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine(Mine.java:7) (supertype com.acme.Old)"),
                unknown(
                        "more ledgers that could not be read than are named",
                        migrated().unread("and 5 more ledgers could not be read"),
                        "unread",
                        "and 5 more ledgers could not be read"),
                go(
                        "files that nobody can look into",
                        migrated().opaque("/l/app.log.xz").opaque("/l/a.log"),
                        "opaque-file",
                        "2 files beside the ledgers are packed in a way that cannot be looked into, or cannot be read:"
                                + " /l/a.log, /l/app.log.xz"),
                noGo(
                        "an allow entry for one method lets no other one pass",
                        migrated()
                                .rules(rule("old", OLD, NEW, allow("com.shop.Shim#make", null)))
                                .first()
                                .calls(2, "com.shop.Shim", "other", MAKE)
                                .and(),
                        "open-calls",
                        "old: 2 deprecated calls at 1 call site: com.shop.Shim.other(Shim.java:7)"),
                unknown(
                        "what the replacement calls of itself exercises nobody",
                        selfish(),
                        "not-exercised",
                        "old: chat has loaded 1 call site of the rule and reached none"),
                unknown(
                        "a problem that names its file",
                        migrated()
                                .first()
                                .problem("/ledgers/chat-1.lastcall: cut")
                                .and(),
                        "damaged-ledger",
                        "/ledgers/chat-1.lastcall: cut"),
                go(
                        "a damaged copy of a whole ledger",
                        copied(MIGRATED).first().problem("byte 4096: cut").and(),
                        "damaged-copy",
                        "1 ledger is damaged, and left aside since another of the same process holds all that is in it:"
                                + " /ledgers/chat-1.lastcall: byte 4096: cut; /ledgers/chat-2.lastcall counts"),
                unknown("two ledgers of one process", contradicting(), "contradicting-ledgers", CONTRADICTION),
                unknown(
                        "a later copy that has lost a blind spot",
                        copied(MIGRATED)
                                .first()
                                .blindSpot("com.acme.Old", "huge")
                                .and()
                                .accepts("blind-spot", "*.**"),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a call site that nobody reached",
                        copied(MIGRATED)
                                .first()
                                .woven("com.shop.Cart", "add", MAKE)
                                .and()
                                .accepts("unreached", "com.shop.Cart#add"),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a time without watching",
                        copied(MIGRATED)
                                .first()
                                .paused(WatchState.OFF, Duration.ofHours(40), Duration.ofHours(39))
                                .and(),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a policy",
                        copied(MIGRATED)
                                .first()
                                .ruled(DAY.multipliedBy(2), DAY, SHIM)
                                .ruled(DAY, NONE, PLAIN, SHIM)
                                .and()
                                .asks(SHIM),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a jump of the clock",
                        copied(MIGRATED).first().jumped(DAY).and().accepts("clock", "*.**"),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a standstill",
                        copied(MIGRATED)
                                .first()
                                .stoodStill(Duration.ofHours(47), Duration.ofHours(46))
                                .and(),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that has lost a static initializer",
                        copied(false)
                                .first()
                                .initializer(10, "com.shop.App", "run", GET)
                                .calls(3, "com.shop.Shim", "make", MAKE)
                                .and(),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                unknown(
                        "a later copy that knows of more room",
                        copied(MIGRATED).first().dropped("call paths", HOUR).and(),
                        "contradicting-ledgers",
                        CONTRADICTION_OF_COPY),
                go(
                        "a later copy with all of the earlier",
                        copied(MIGRATED),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"));
    }

    private static final boolean MIGRATED = true;

    private static final String CONTRADICTION = "/ledgers/chat-2.lastcall and /ledgers/chat-1.lastcall contradict each"
            + " other: they name the same process, but one has what the other lacks";

    private static final String CONTRADICTION_OF_COPY =
            "/ledgers/chat-1.lastcall and /ledgers/chat-2.lastcall contradict"
                    + " each other: they name the same process, but one has what the other lacks";

    /** A ledger, and one of a minute later. */
    private static Story copied(boolean migrated) {
        Story story = migrated ? migrated() : new Story();
        if (!migrated) {
            story.process("chat");
        }
        story.process("chat")
                .copyOf(1)
                .ran(DAY.multipliedBy(2), NONE)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE);
        return story;
    }

    /**
     * Two copies that contradict each other, which is accepted; the later one says that it could not watch any more.
     */
    private static Story lateAndContradicted() {
        Story story = copied(MIGRATED);
        story.first().blindSpot("com.acme.Old", "huge");
        story.second().stopped(WatchState.GUARDS_LATE, HOUR);
        return story.accepts("blind-spot", "com.acme.Old").accepts("contradicting-ledgers", "chat-1.lastcall");
    }

    private static Story contradicting() {
        Story story = migrated();
        story.process("chat").sameAs(1).calls(4, "com.shop.Shim", "other", MAKE);
        return story;
    }

    private static List<Arguments> scans() {
        return List.of(
                unknown(
                        "a call site that no process has loaded",
                        migrated().scan(called("com.shop.Rare", "run")),
                        "unreached",
                        "old: in the scan, and never loaded: com.shop.Rare.run(Rare.java:7) -> com.acme.Old.make()"),
                unknown(
                        "in a static initializer of it",
                        migrated().scan(called("com.shop.Rare", "<clinit>")),
                        "unreached",
                        "old: in the scan, and never loaded: com.shop.Rare.<clinit>(Rare.java:7) ->"
                                + " com.acme.Old.make(); a refusal in a static initializer breaks the class for good"),
                go(
                        "where such are accepted",
                        migrated().acceptsUnreached().scan(called("com.shop.Rare", "run")),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "which the answer then assumes, too",
                        migrated().acceptsUnreached().scan(called("com.shop.Rare", "run")),
                        "unreached-accepted",
                        "that nobody will reach 1 open call site of old that nobody has reached:"
                                + " com.shop.Rare.run(Rare.java:7) -> com.acme.Old.make()"),
                go(
                        "of who may",
                        migrated().scan(called("com.shop.Shim", "make")),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                unknown(
                        "a jar that cannot be read",
                        migrated()
                                .scan(ScanFacts.of(List.of("app.jar"), 9)
                                        .problems(List.of("app.jar!/lib/x.jar: is no jar"))
                                        .build()),
                        "scan-problem",
                        "scan: app.jar!/lib/x.jar: is no jar"),
                go(
                        "a scan of what did not run assumes as much as none",
                        migrated().scan(scannedClasses("com.other.App")),
                        "assumed-shipped",
                        "that no class that was neither loaded nor scanned calls deprecated code: 1 jar or folder was"
                                + " run and is not in the scan: /srv/shop-1.0.jar"),
                unknown(
                        "and is asked for if what could be checked is not to be assumed",
                        migrated().strict().expects("chat", 1).environments("").scan(scannedClasses("com.other.App")),
                        "assumed-shipped",
                        "that no class that was neither loaded nor scanned calls deprecated code: 1 jar or folder was"
                                + " run and is not in the scan: /srv/shop-1.0.jar"),
                go(
                        "a scan of what ran",
                        migrated()
                                .strict()
                                .expects("chat", 1)
                                .environments("")
                                .scan(scannedClasses("com.shop.App", "com.shop.Shim")),
                        "scanned-all",
                        "that what was scanned is all that is shipped"),
                unknown(
                        "nothing to scan",
                        migrated().scan(ScanFacts.of(List.of("empty"), 0).build()),
                        "scan-problem",
                        "there is no class in empty"));
    }

    /** @param leaving the class that goes away with the rule */
    private static Story goesWith(String leaving, String caller) {
        Story story = new Story();
        story.process("chat").calls(10, "com.shop.App", "run", GET).calls(3, caller, "make", MAKE);
        return story.delete()
                .asks(new Rule(
                        "old",
                        SHIM.deprecated(),
                        SHIM.canonical(),
                        "",
                        List.of(),
                        Mode.BLOCK,
                        false,
                        List.of(new ClassPattern(leaving)),
                        Rule.Missing.UNKNOWN))
                .scan(scanned(Set.of("com.acme.Old"), Set.of()));
    }

    private static ScanFacts scannedClasses(String... classNames) {
        return ScanFacts.of(List.of("app.jar"), 9)
                .signatures(Set.of("com.acme.Old"), Set.of())
                .classNames(Set.of(classNames))
                .build();
    }

    private static ScanFacts called(String callerClass, String method) {
        List<Site> sites = List.of(Story.site("old", Role.DEPRECATED, Kind.CALL, callerClass, method, MAKE));
        boolean allowed = callerClass.endsWith("Shim");
        return ScanFacts.of(List.of("app.jar"), 9)
                .sites(sites, allowed ? List.of() : sites)
                .signatures(Set.of("com.acme.Old"), Set.of())
                .build();
    }

    private static List<Arguments> deletions() {
        return List.of(
                unknown(
                        "a deletion without a scan",
                        unused().delete(),
                        "no-scan",
                        "nobody looked for what names the deprecated classes without calling them"),
                go(
                        "a deletion of what nobody names",
                        unused().delete().scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                noGo(
                        "allowed calls stand in the way of a deletion",
                        migrated().delete().scan(scanned(Set.of(), Set.of())),
                        "uses",
                        "old: 3 uses at 1 call site, allowed and delegated ones included, most by"
                                + " com.shop.Shim.make(Shim.java:7): 3"),
                go(
                        "unless the caller goes, too",
                        migrated()
                                .delete()
                                .asks(new Rule(
                                        "old",
                                        SHIM.deprecated(),
                                        SHIM.canonical(),
                                        "",
                                        SHIM.allow(),
                                        Mode.BLOCK,
                                        false,
                                        List.of(new ClassPattern("com.shop.Shim")),
                                        Rule.Missing.UNKNOWN))
                                .scan(called("com.shop.Shim", "make")),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "or the class that it is nested in",
                        goesWith("com.shop.Shim", "com.shop.Shim$Inner"),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "and that it goes is assumed",
                        goesWith("com.shop.Shim", "com.shop.Shim$Inner"),
                        "goes-with",
                        "that 1 class with uses of old goes away in the same step, as removed-with says:"
                                + " com.shop.Shim$Inner"),
                go(
                        "of what is only in the scan, too",
                        goesWith("com.shop.**", "com.shop.Shim").scan(called("com.shop.Late", "make")),
                        "goes-with",
                        "that 2 classes with uses of old go away in the same step, as removed-with says: com.shop.Late,"
                                + " com.shop.Shim"),
                noGo(
                        "but not if it is another one that goes",
                        goesWith("com.shop.Shim", "com.shop.Shimmy"),
                        "uses",
                        "old: 3 uses at 1 call site, allowed and delegated ones included, most by"
                                + " com.shop.Shimmy.make(Shimmy.java:7): 3"),
                noGo(
                        "a use that another ledger has on the other side of the rule",
                        otherSide().delete().scan(scanned(Set.of(), Set.of())),
                        "uses",
                        "old: 5 uses at 1 call site, allowed and delegated ones included, most by"
                                + " com.shop.Cart.add(Cart.java:7): 5"),
                noGo(
                        "a delegation stands in the way of a deletion",
                        delegating().delete().scan(scanned(Set.of(), Set.of())),
                        "uses",
                        "old: 6 uses at 1 call site, allowed and delegated ones included, most by"
                                + " com.acme.New.get(New.java:7): 6"),
                noGo(
                        "a type that is only implemented",
                        unused().delete()
                                .scan(ScanFacts.of(List.of("app.jar"), 9)
                                        .references(List.of(new ReferenceFact(
                                                "old", "supertype", "com.shop.Mine", "com.acme.Old", true)))
                                        .signatures(Set.of("com.acme.Old"), Set.of())
                                        .build()),
                        "references",
                        "old: 1 reference in what was scanned: com.shop.Mine (supertype com.acme.Old)"),
                unknown(
                        "a scan of something else",
                        unused().delete().scan(scannedClasses("com.shop.Other")),
                        "scan-problem",
                        "scan: com.shop.App is not in it, which was loaded from /srv/shop-1.0.jar"),
                go(
                        "a scan of what was run",
                        unused().delete().scan(scannedClasses("com.shop.App")),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                noGo(
                        "a loaded class that may call it, and never did, fails to link",
                        allowedUnreached(0).delete().scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        "uses",
                        "old: 1 call site in loaded classes, never reached: com.shop.Shim.make(Shim.java:7)"),
                noGo(
                        "so does one in a class of another agent",
                        ofAgent().delete().scan(scanned(Set.of("com.acme.Old"), Set.of())),
                        "uses",
                        "old: 1 call site in loaded classes, never reached: org.tracer.Span.end(Span.java:7)"),
                noGo(
                        "whatever the policy says of those that nobody reached",
                        allowedUnreached(2).acceptsUnreached().delete().scan(scanned(Set.of(), Set.of())),
                        "uses",
                        "old: 2 uses at 1 call site, allowed and delegated ones included, most by"
                                + " com.shop.Shim.get(Shim.java:7): 2; and 1 call site never reached"),
                unknown(
                        "a text that may be its name",
                        unused().delete()
                                .scan(ScanFacts.of(List.of("app.jar"), 9)
                                        .references(List.of(new ReferenceFact(
                                                "old", "name-in-code", "com.shop.Loader.load", "com.acme.Old", false)))
                                        .signatures(Set.of("com.acme.Old"), Set.of())
                                        .build()),
                        "possible-reference",
                        "old: com.shop.Loader.load holds a text that names com.acme.Old (name-in-code)"),
                noGo(
                        "a call site that is only scanned",
                        unused().delete().scan(called("com.shop.Rare", "run")),
                        "scanned-calls",
                        "old: 1 call site in what was scanned: com.shop.Rare.run(Rare.java:7) -> com.acme.Old.make()"));
    }

    private static Story allowedUnreached(long others) {
        Story story = new Story();
        story.process("chat").calls(10, "com.shop.App", "run", GET).woven("com.shop.Shim", "make", MAKE);
        if (others > 0) {
            story.first().calls(others, "com.shop.Shim", "get", MAKE);
        }
        return story;
    }

    /** Two processes of one service, of which the first ended so long ago; the second began a day ago, and runs. */
    private static Story restarted(Duration ago) {
        Story story = migrated();
        story.first().ran(DAY.multipliedBy(3), ago);
        story.process("chat")
                .ran(DAY, Duration.ZERO)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE);
        return story;
    }

    private static Story forgetful(Duration ago) {
        return migrated().first().dropped("watch changes", ago).and();
    }

    /** Two copies of one ledger; the later one has lost what its classes refer to. */
    private static Story loadedAndLost() {
        Story story = loaded(ReferenceKind.SUPERTYPE, "com.shop.Mine", "", "com.acme.Old");
        story.first().ran(DAY.multipliedBy(2), HOUR);
        story.process("chat").copyOf(1).calls(10, "com.shop.App", "run", GET);
        return story;
    }

    private static Story unused() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        return story.accepts("unmatched-signature", "com.acme.Old");
    }

    private static Story ofAgent() {
        Story story = unused();
        story.first().woven("org.tracer.Span", "end", MAKE).inAgent();
        return story;
    }

    private static Story otherSide() {
        Story story = new Story();
        story.process("chat").calls(2, "com.shop.Cart", "add", MAKE).as(Role.CANONICAL);
        story.process("chat").calls(3, "com.shop.Cart", "add", MAKE);
        return story;
    }

    private static Story delegating() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").delegated(6, "com.acme.New", "get", MAKE);
        return story;
    }

    private static List<Arguments> loadedReferences() {
        return List.of(
                noGo(
                        "a loaded class that only implements it",
                        loaded(ReferenceKind.SUPERTYPE, "com.shop.Mine", "", "com.acme.Old"),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine(Mine.java:7) (supertype com.acme.Old)"),
                noGo(
                        "a nested class goes with it",
                        loaded(ReferenceKind.CATCH, "com.shop.Mine", "run", "com.acme.Old$Failure"),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine.run(Mine.java:7) (catch"
                                + " com.acme.Old$Failure)"),
                noGo(
                        "two processes with the same reference have one",
                        loadedTwice(),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine(Mine.java:7) (supertype com.acme.Old)"),
                noGo(
                        "loaded by its name",
                        loaded(ReferenceKind.LOADED_BY_NAME, "com.shop.Plugins", "load", "com.acme.Old"),
                        "loads-by-name",
                        "old: 1 load by name: com.acme.Old by com.shop.Plugins.load(Plugins.java:7)"),
                noGo(
                        "a reference to what is removed with it",
                        removedWith(loaded(ReferenceKind.CAST, "com.shop.Mine", "run", "com.acme.OldHelper")),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine.run(Mine.java:7) (cast com.acme.OldHelper)"),
                go(
                        "a reference within what goes away together",
                        removedWith(loaded(ReferenceKind.CAST, "com.acme.OldHelper", "run", "com.acme.Old")),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "a reference to a class that the policy asked about does not take away",
                        loaded(ReferenceKind.CAST, "com.shop.Mine", "run", "com.acme.Older"),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                noGo(
                        "a call in a loaded class that was never reached, of who may call",
                        unused().delete()
                                .scan(scanned(Set.of("com.acme.Old"), Set.of()))
                                .first()
                                .woven("com.shop.Shim", "make", MAKE)
                                .and()
                                .asks(SHIM),
                        "uses",
                        "old: 1 call site in loaded classes, never reached: com.shop.Shim.make(Shim.java:7)"),
                go(
                        "references are none for a block",
                        migrated()
                                .first()
                                .refers(ReferenceKind.SUPERTYPE, "com.shop.Mine", "", "com.acme.Old")
                                .refersToMore(9)
                                .and(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                unknown(
                        "a text in a loaded class that may be its name",
                        loaded(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "run", "com.acme.Old"),
                        "possible-reference",
                        "old: com.shop.Mine.run(Mine.java:7) holds a text that names com.acme.Old (name-in-code)"),
                unknown(
                        "the same text in another method is another doubt",
                        loaded(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "run", "com.acme.Old")
                                .first()
                                .refers(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "boot", "com.acme.Old")
                                .and()
                                .accepts("possible-reference", "com.shop.Mine.boot(Mine.java:7)"),
                        "possible-reference",
                        "old: com.shop.Mine.run(Mine.java:7) holds a text that names com.acme.Old (name-in-code)"),
                noGo(
                        "an annotation's value that is listed",
                        member(ReferenceKind.ANNOTATION, "com.shop.Mine", "level", "com.acme.Mark#level()"),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine.run(Mine.java:7) (annotation"
                                + " com.acme.Mark#level)"),
                noGo(
                        "a constant in an annotation that is listed",
                        member(ReferenceKind.ANNOTATION_VALUE, "com.shop.Mine", "level", "com.acme.Mark#level"),
                        "loaded-references",
                        "old: 1 reference in loaded classes: com.shop.Mine.run(Mine.java:7) (annotation-value"
                                + " com.acme.Mark#level)"),
                go(
                        "another value of that annotation",
                        member(ReferenceKind.ANNOTATION, "com.shop.Mine", "other", "com.acme.Mark#level()"),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "a value that is canonical",
                        member(ReferenceKind.ANNOTATION, "com.shop.Mine", "get", "com.acme.Mark#level()"),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "a reference by a member that goes away as well",
                        member(ReferenceKind.ANNOTATION, "com.acme.Older", "level", "com.acme.Mark#level()"),
                        "scanned",
                        "scanned: 9 classes in app.jar"),
                go(
                        "which is accepted",
                        loaded(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "run", "com.acme.Old")
                                .accepts("possible-reference", "com.shop.Mine.run(Mine.java:7)"),
                        "possible-reference",
                        "accepted (looked into): old: com.shop.Mine.run(Mine.java:7) holds a text that names"
                                + " com.acme.Old (name-in-code)"),
                unknown(
                        "more references than there is room for",
                        more(),
                        "incomplete-ledger",
                        "chat 1@host loaded 9 more references of classes than its ledger has room for"),
                go(
                        "which are accepted by the ledger's file",
                        more().accepts("incomplete-ledger", "chat-1.lastcall"),
                        "incomplete-ledger",
                        "accepted (looked into): chat 1@host loaded 9 more references of classes than its ledger has"
                                + " room for"));
    }

    private static Story loaded(ReferenceKind kind, String className, String member, String target) {
        return unused().delete()
                .scan(scanned(Set.of("com.acme.Old"), Set.of()))
                .first()
                .refers(kind, className, member, target)
                .and();
    }

    /** A class refers to a member of an annotation, of which a rule lists one. */
    private static Story member(ReferenceKind kind, String className, String targetMember, String listed) {
        return unused().delete()
                .asks(rule(
                        "old",
                        List.of("com.acme.Old", listed, "com.acme.Older#run()"),
                        List.of("com.acme.New", "com.acme.Mark#get()")))
                .watched()
                .scan(scanned(Set.of("com.acme.Old", listed, "com.acme.Older#run()"), Set.of()))
                .first()
                .refersTo(kind, className, "run", "com.acme.Mark", targetMember)
                .and();
    }

    private static Story loadedTwice() {
        Story story = loaded(ReferenceKind.SUPERTYPE, "com.shop.Mine", "", "com.acme.Old");
        story.process("chat").refers(ReferenceKind.SUPERTYPE, "com.shop.Mine", "", "com.acme.Old");
        return story;
    }

    private static Story more() {
        return unused().delete()
                .scan(scanned(Set.of("com.acme.Old"), Set.of()))
                .first()
                .refersToMore(9)
                .and();
    }

    private static Story removedWith(Story story) {
        return story.asks(new Rule(
                "old",
                PLAIN.deprecated(),
                PLAIN.canonical(),
                "",
                List.of(),
                Mode.BLOCK,
                false,
                List.of(new ClassPattern("com.acme.OldHelper")),
                Rule.Missing.UNKNOWN));
    }

    private static List<Arguments> programs() {
        return List.of(
                unknown(
                        "two main classes under one default name",
                        twoPrograms("com.acme.Orders", "app.jar", "", "com.acme.Billing", "app.jar", ""),
                        "ambiguous-service",
                        "2 programs report as the service app, since nobody named it: com.acme.Billing,"
                                + " com.acme.Orders"),
                unknown(
                        "one main class in two jars",
                        twoPrograms("com.acme.Main", "orders-1.2.jar", "", "com.acme.Main", "billing-1.0.jar", ""),
                        "ambiguous-service",
                        "2 programs report as the service app, since nobody named it: billing, orders"),
                unknown(
                        "one launcher of two programs",
                        twoPrograms("io.Entry", "run.jar", "orders", "io.Entry", "run.jar", "billing"),
                        "ambiguous-service",
                        "2 programs report as the service app, since nobody named it: billing, orders"),
                go(
                        "which are accepted",
                        twoPrograms("com.acme.Orders", "app.jar", "", "com.acme.Billing", "app.jar", "")
                                .accepts("ambiguous-service", "app"),
                        "ambiguous-service",
                        "accepted (looked into): 2 programs report as the service app, since nobody named it:"
                                + " com.acme.Billing, com.acme.Orders"),
                go(
                        "two versions of one program",
                        twoPrograms("com.acme.Main", "app-1.2.jar", "app", "com.acme.Main", "app-1.3.jar", "app"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "a process that ended before it could say all",
                        twoPrograms("com.acme.Main", "app.jar", "app", "", "app.jar", ""),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "two programs that somebody gave one name",
                        sameNames(),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"));
    }

    private static Story twoPrograms(
            String mainClass, String jar, String title, String otherMain, String otherJar, String otherTitle) {
        Story story = new Story();
        story.process("app")
                .program(mainClass, jar, title)
                .calls(10, "com.shop.App", "run", GET)
                .calls(3, "com.shop.Shim", "make", MAKE);
        story.process("app").program(otherMain, otherJar, otherTitle);
        return story;
    }

    private static Story sameNames() {
        Story story = migrated();
        story.first().named("com.acme.Orders");
        story.process("chat").named("com.acme.Billing");
        return story;
    }

    private static List<Arguments> assumptions() {
        return List.of(
                go("that these are all", migrated(), "assumed-services", "that chat is the only service"),
                go(
                        "that nothing else is shipped",
                        migrated(),
                        "assumed-shipped",
                        "that no class that was not loaded here calls deprecated code elsewhere"),
                unknown(
                        "strict: services",
                        migrated().strict().environments("").scan(scanned(Set.of(), Set.of())),
                        "assumed-services",
                        "that chat is the only service"),
                unknown(
                        "strict: environments",
                        migrated().strict().expects("chat", 1).scan(scanned(Set.of(), Set.of())),
                        "assumed-environments",
                        "that where this ran, the same is done as where it matters"),
                unknown(
                        "strict: what is shipped",
                        migrated().strict().expects("chat", 1).environments(""),
                        "assumed-shipped",
                        "that no class that was not loaded here calls deprecated code elsewhere"),
                go(
                        "strict, and all checked",
                        migrated().strict().expects("chat", 1).environments("").scan(scanned(Set.of(), Set.of())),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "that an entry for everybody is meant",
                        everybody(),
                        "allows-all",
                        "that the allow entry ** of old may let every caller pass"),
                go(
                        "an entry that takes over is a warning",
                        everybody(),
                        "takes-over",
                        "old: the allow entry ** lets 3 of 3 deprecated calls pass"),
                go(
                        "that globs that name nothing are spelled as they are meant",
                        mistyped(rule("old", List.of("com.acme.Odl*"), NEW)),
                        "names-nothing",
                        "that old is spelled as it is meant: it names nothing that was loaded"),
                go(
                        "and with a scan, too",
                        mistyped(rule("old", List.of("com.acme.Odl*"), NEW)).scan(scanned(Set.of(), Set.of())),
                        "names-nothing",
                        "that old is spelled as it is meant: it names nothing that was loaded or scanned"),
                go(
                        "a canonical glob that takes over is a warning",
                        delegates("com.acme.N*", "com.acme.O*"),
                        "takes-over",
                        "old: the canonical com.acme.N* lets 1,000 of 1,007 deprecated calls pass as delegated"),
                go(
                        "a canonical class that calls the old way, and that nobody calls, is one",
                        misnamed(),
                        "takes-over",
                        "old: the canonical com.shop.Cart lets 9 of 9 deprecated calls pass as delegated"),
                unknown(
                        "a glob over callers ends where their package does",
                        migrated()
                                .first()
                                .woven("com.shop.late.Cart", "add", MAKE)
                                .and()
                                .accepts("unreached", "com.shop.*"),
                        "unreached",
                        "old: never reached: com.shop.late.Cart.add(Cart.java:7) -> com.acme.Old.make()"),
                go(
                        "an accept entry that is about no doubt",
                        migrated().accepts("unwatched", "bill-*").accepts("unreached", "com.shop.Cart#*"),
                        "accepts-nothing",
                        "2 accept entries are about no doubt: unwatched bill-*, unreached com.shop.Cart#*"),
                unknown(
                        "an environment that is expected, and is left out by a filter",
                        migrated()
                                .first()
                                .in("staging")
                                .and()
                                .environments("staging", "production")
                                .of(new Population(List.of(), globs("staging"), List.of(), null, null)),
                        "environment-missing",
                        "the environment production is left out by the filter of environments, and is expected"),
                unknown(
                        "calls of a canonical class of which only some were delegations, by a misspelt member",
                        misspelt(),
                        "unmatched-canonical",
                        "old: 3 calls by com.acme.New passed as delegated, since com.acme.New#gte() is canonical, but"
                                + " no such member was loaded"),
                go(
                        "entries for other services are no slip where one is asked about",
                        other("billing")
                                .service("chat")
                                .accepts("unwatched", "bill-*")
                                .accepts("ambiguous-service", "billing"),
                        "seen",
                        "old: 10 canonical calls, 3 allowed calls; 2 of 2 call sites reached"),
                go(
                        "entries for another question are no slip",
                        migrated()
                                .acceptsUnreached()
                                .accepts("unwatched", "bill-*")
                                .accepts("unreached", "com.shop.Cart#*")
                                .accepts("scan-problem", "**")
                                .accepts("possible-reference", "**")
                                .accepts("assumed-services", "*"),
                        "accepts-nothing",
                        "1 accept entry is about no doubt: unwatched bill-*"),
                unknown(
                        "an accept entry that has expired",
                        off().accepts("unwatched", "chat-*", "2026-11-27"),
                        "unwatched",
                        "chat 2@host watched nothing (off): its calls are not known"),
                go(
                        "beside one that has not",
                        off().accepts("unwatched", "chat-*", "2026-11-27").accepts("unwatched", "*.lastcall"),
                        "accepts-nothing",
                        "the accept entry unwatched chat-* accepts nothing any more: its last day was 2026-11-27"),
                go(
                        "on a day that is past",
                        migrated()
                                .rules(rule("old", OLD, NEW, allow("com.shop.Shim", "2026-11-20")))
                                .on("2026-11-19"),
                        "past-day",
                        "on 2026-11-19, which is past, 1 allow entry counts that has expired since: com.shop.Shim"),
                go(
                        "on a day that is past, with what was accepted until then",
                        off().accepts("unwatched", "chat-*", "2026-11-20")
                                .accepts("unwatched", "*.lastcall")
                                .on("2026-11-19"),
                        "past-day",
                        "on 2026-11-19, which is past, 1 entry counts that has expired since: unwatched chat-*"),
                go(
                        "on a day before there was any evidence",
                        migrated().on("2016-11-28"),
                        "past-day",
                        "on 2016-11-28 nothing was observed yet: the first process started on 2026-11-26, and what it"
                                + " did is judged as of that day"),
                go("one process alone is a warning", migrated(), "one-process", "one process alone stands for chat"),
                go(
                        "a class that does both is a warning",
                        both(),
                        "dual",
                        "old: 1 class called both the deprecated and the canonical members: com.shop.Shim"));
    }

    private static Story selfish() {
        Story story = new Story().rules(PLAIN);
        story.process("chat").woven("com.shop.App", "run", GET).calls(10, "com.acme.Extra", "twice", GET);
        return story.asks(new Rule(
                "old",
                Story.signatures(OLD),
                Story.signatures(List.of("com.acme.New", "com.acme.Extra")),
                "",
                List.of(),
                Mode.BLOCK,
                false,
                List.of(),
                Rule.Missing.IGNORE));
    }

    private static Story misspelt() {
        Rule asked = rule("old", OLD, List.of("com.acme.New#gte()"), allow("com.acme.New", null));
        Story story = new Story().rules(asked);
        story.process("chat")
                .calls(10, "com.shop.App", "run", GET)
                .calls("old", 5, 0, 3, "com.acme.New", "start", MAKE);
        return story.accepts("unreached", "**");
    }

    private static Story everybody() {
        return migrated().rules(rule("old", OLD, NEW, allow("**", null)));
    }

    private static Story both() {
        return migrated().first().calls(1, "com.shop.Shim", "get", GET).and();
    }
}
