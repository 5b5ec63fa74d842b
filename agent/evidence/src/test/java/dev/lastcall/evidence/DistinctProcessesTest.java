package dev.lastcall.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of two ledgers of one process, one that has all of the other stands for both; else all that either says is kept. */
class DistinctProcessesTest {
    private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Site OLD = site("run", "com.acme.Old");
    private static final Site OTHER = site("stop", "com.acme.Old");

    @Test
    void theLaterOneCountsIfItHasAllOfTheEarlier() {
        ProcessEvidence earlier = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 2));
        ProcessEvidence later = ledger(
                "b", 1, NOON.plusSeconds(9), List.of(rule("old")), facts(List.of()), counts(OLD, 5), counts(OTHER, 0));
        for (List<ProcessEvidence> order : List.of(List.of(earlier, later), List.of(later, earlier))) {
            assertThat(DistinctProcesses.of(order))
                    .isEqualTo(new DistinctProcesses(List.of(later), List.of(), List.of()));
        }
    }

    @Test
    void ofTwoReadingsBetweenTwoHeartbeatsTheFullerOneCounts() {
        ProcessEvidence first = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 2));
        ProcessEvidence second = ledger("b", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        ProcessEvidence last = ledger("c", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 3));
        for (List<ProcessEvidence> order : List.of(List.of(first, second, last), List.of(last, second, first))) {
            assertThat(DistinctProcesses.of(order))
                    .isEqualTo(new DistinctProcesses(List.of(second), List.of(), List.of()));
        }
    }

    @Test
    void aDamagedCopyOfAWholeOneIsNamed() {
        ProcessEvidence cut = withProblem(ledger("b", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 1)));
        ProcessEvidence whole = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        for (List<ProcessEvidence> order : List.of(List.of(cut, whole), List.of(whole, cut))) {
            assertThat(DistinctProcesses.of(order))
                    .isEqualTo(new DistinctProcesses(
                            List.of(whole), List.of(), List.of(new DamagedCopy("b", "a", List.of("cut")))));
        }
    }

    @Test
    void aDamagedReadingBetweenTwoHeartbeatsIsNamedThoughItIsTheLater() {
        ProcessEvidence less =
                withProblem(ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 1)));
        ProcessEvidence more = withProblem(
                ledger("b", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5)), "bent", "torn");
        for (List<ProcessEvidence> order : List.of(List.of(less, more), List.of(more, less))) {
            assertThat(DistinctProcesses.of(order))
                    .isEqualTo(new DistinctProcesses(
                            List.of(more), List.of(), List.of(new DamagedCopy("a", "b", List.of("cut")))));
        }
    }

    @Test
    void anEarlierOneWithMoreContradicts() {
        ProcessEvidence earlier = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        ProcessEvidence later =
                ledger("b", 1, NOON.plusSeconds(9), List.of(rule("old")), facts(List.of()), counts(OLD, 2));
        DistinctProcesses both = DistinctProcesses.of(List.of(later, earlier));
        assertThat(both.contradictions())
                .containsExactly("a and b contradict each other: they name the same process, but one has what the other"
                        + " lacks");
        assertThat(both.ledgers()).singleElement().satisfies(one -> {
            assertThat(one.process()).isEqualTo(later.process());
            assertThat(one.sites()).containsExactly(counts(OLD, 5));
        });
    }

    @Test
    void anotherProcessWithTheSameUuidContradictsWhateverItSays() {
        ProcessEvidence one = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        ProcessEvidence other = ledger("b", 2, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        assertThat(DistinctProcesses.of(List.of(one, other)).contradictions()).hasSize(1);
    }

    @Test
    void ofTwoOfOneMomentThatWithFewerProblemsIsTheLater() {
        ProcessEvidence cut = withProblem(
                ledger("b", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 1), counts(OTHER, 1)));
        ProcessEvidence whole = ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        DistinctProcesses both = DistinctProcesses.of(List.of(whole, cut));
        assertThat(both.contradictions()).singleElement().asString().startsWith("b and a ");
        assertThat(both.ledgers().get(0).problems()).containsExactly("cut");
        ProcessEvidence cutFirst = withProblem(
                ledger("a", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 1), counts(OTHER, 1)));
        ProcessEvidence wholeLast = ledger("b", 1, NOON, List.of(rule("old")), facts(List.of()), counts(OLD, 5));
        assertThat(DistinctProcesses.of(List.of(cutFirst, wholeLast)).contradictions())
                .singleElement()
                .asString()
                .startsWith("a and b ");
    }

    @Test
    void ofLedgersThatContradictEachOtherAllFactsAreKept() {
        Dropped dropped = new Dropped(Dropped.POLICIES, NOON);
        CodeOrigin origin = new CodeOrigin("file:/x.jar", "g", "x", "1", "manifest");
        ClockJump jump = new ClockJump(START, NOON);
        PolicyInForce policy = new PolicyInForce(START, NOON, "log", "h2", List.of(rule("old")), true);
        WatchPeriod off = new WatchPeriod(WatchState.OFF, START, NOON, "");
        LedgerFacts more = TestFacts.of(START, true, off)
                .policies(List.of(policy))
                .clockJumps(jump)
                .sites(List.of(siteFacts(OLD, true), siteFacts(OTHER, false)))
                .origins(origin)
                .dropped(dropped)
                .build();
        LedgerFacts less = facts(List.of(siteFacts(OLD, false), siteFacts(site("third", "com.acme.Old"), true)));
        ProcessEvidence one = ledger("a", 1, NOON, List.of(rule("old"), rule("a")), more, counts(OLD, 5));
        ProcessEvidence other = ledger("b", 2, NOON, List.of(rule("old"), rule("b")), less, counts(OTHER, 5));
        for (List<ProcessEvidence> order : List.of(List.of(one, other), List.of(other, one))) {
            ProcessEvidence both = DistinctProcesses.of(order).ledgers().get(0);
            LedgerFacts facts = both.facts();
            assertThat(both.rules()).extracting(RuleInfo::id).containsExactlyInAnyOrder("old", "a", "b");
            assertThat(facts.watch().attached()).isTrue();
            assertThat(facts.watch().periods()).hasSize(2).contains(off);
            assertThat(facts.policies())
                    .containsExactlyInAnyOrder(
                            policy, new PolicyInForce(START, NOON, "log", "hash", other.rules(), true));
            assertThat(facts.clockJumps()).containsExactly(jump);
            assertThat(facts.origins()).containsExactly(origin);
            assertThat(facts.dropped()).containsExactly(dropped);
            assertThat(facts.sites())
                    .filteredOn(SiteFacts::inStaticInitializer)
                    .extracting(SiteFacts::site)
                    .containsExactlyInAnyOrder(OLD, site("third", "com.acme.Old"));
            assertThat(facts.sites()).hasSize(3);
        }
    }

    @Test
    void aStaticInitializerThatEitherSawIsOne() {
        for (boolean inFirst : List.of(true, false)) {
            ProcessEvidence one =
                    ledger("a", 1, NOON, List.of(), facts(List.of(siteFacts(OLD, inFirst))), counts(OLD, 5));
            ProcessEvidence other =
                    ledger("b", 2, NOON, List.of(), facts(List.of(siteFacts(OLD, !inFirst))), counts(OLD, 5));
            assertThat(DistinctProcesses.of(List.of(one, other))
                            .ledgers()
                            .get(0)
                            .facts()
                            .sites())
                    .containsExactly(siteFacts(OLD, true));
        }
    }

    @Test
    void anAttachmentThatEitherSawIsOne() {
        for (boolean inFirst : List.of(true, false)) {
            ProcessEvidence one = ledger("a", 1, NOON, List.of(), attached(inFirst), counts(OLD, 5));
            ProcessEvidence other = ledger("b", 2, NOON, List.of(), attached(!inFirst), counts(OLD, 5));
            assertThat(DistinctProcesses.of(List.of(one, other))
                            .ledgers()
                            .get(0)
                            .facts()
                            .watch()
                            .attached())
                    .isTrue();
        }
    }

    private static LedgerFacts attached(boolean late) {
        WatchPeriod all = new WatchPeriod(WatchState.WATCHING, START, NOON, "");
        return TestFacts.of(START, late, all).build();
    }

    private static LedgerFacts facts(List<SiteFacts> sites) {
        WatchPeriod all = new WatchPeriod(WatchState.WATCHING, START, NOON, "");
        return TestFacts.of(START, false, all).sites(sites).build();
    }

    private static SiteFacts siteFacts(Site site, boolean initializer) {
        return new SiteFacts(site, initializer, List.of(), List.of(), List.of());
    }

    private static RuleInfo rule(String id) {
        return new RuleInfo(id, "", "log", true, List.of("com.acme.Old"), List.of(), List.of());
    }

    private static Site site(String method, String target) {
        Caller caller = new Caller("com.shop.App", method, "()V", 7, "App.java", "file:/x.jar", "app");
        return new Site("old", Role.DEPRECATED, Kind.CALL, caller, new Target(target, "make", "()V"));
    }

    private static SiteCounts counts(Site site, long calls) {
        return new SiteCounts(
                site, calls, 0, 0, 0, calls == 0 ? Instant.EPOCH : START, calls == 0 ? Instant.EPOCH : NOON);
    }

    private static ProcessEvidence withProblem(ProcessEvidence ledger) {
        return withProblem(ledger, "cut");
    }

    private static ProcessEvidence withProblem(ProcessEvidence ledger, String... problems) {
        return new ProcessEvidence(
                ledger.process(),
                ledger.rules(),
                ledger.sites(),
                ledger.blindSpots(),
                List.of(problems),
                ledger.facts());
    }

    private static ProcessEvidence ledger(
            String file, long pid, Instant lastSeen, List<RuleInfo> rules, LedgerFacts facts, SiteCounts... sites) {
        ProcessInfo process = new ProcessInfo(
                new UUID(1, 1),
                "chat",
                "",
                "",
                "host",
                pid,
                START,
                lastSeen,
                "log",
                ProcessState.RUNNING,
                "hash",
                "1.0",
                "OpenJDK 25",
                1,
                1,
                file);
        return new ProcessEvidence(process, rules, List.of(sites), List.of(), List.of(), facts);
    }
}
