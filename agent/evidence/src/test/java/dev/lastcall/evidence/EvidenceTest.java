package dev.lastcall.evidence;

import static dev.lastcall.evidence.SampleLedgers.CREATE;
import static dev.lastcall.evidence.SampleLedgers.GET;
import static dev.lastcall.evidence.SampleLedgers.NOW;
import static dev.lastcall.evidence.SampleLedgers.START;
import static dev.lastcall.evidence.SampleLedgers.TODAY;
import static dev.lastcall.evidence.SampleLedgers.caller;
import static dev.lastcall.evidence.SampleLedgers.canonical;
import static dev.lastcall.evidence.SampleLedgers.counts;
import static dev.lastcall.evidence.SampleLedgers.deprecated;
import static dev.lastcall.evidence.SampleLedgers.ledger;
import static dev.lastcall.evidence.SampleLedgers.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final RuleInfo RULE = new RuleInfo("websocket-factory", "", "log", true);
    private static final Site OLD = deprecated(Kind.CALL, caller("a.b.C", "m", 1), CREATE);
    private static final Site NEW = canonical(caller("a.b.C", "m", 2), GET);

    @Test
    void equalSitesOfSeveralProcessesAreOne() {
        SiteCounts early = new SiteCounts(OLD, 5, 1, 2, 1, START.plusSeconds(1), START.plusSeconds(2));
        SiteCounts late = new SiteCounts(OLD, 7, 3, 0, 2, START.plusSeconds(3), START.plusSeconds(4));
        SiteCounts never = counts(OLD, 0, 0, 0, 0);
        Evidence evidence = merge(oneRule(1, never), oneRule(2, late), oneRule(3, early));
        assertThat(evidence.sites())
                .containsExactly(new SiteCounts(OLD, 12, 4, 2, 3, START.plusSeconds(1), START.plusSeconds(4)));
        assertThat(evidence.rules().get(0).deprecatedSitesNeverCalled()).isZero();
    }

    @Test
    void sitesThatDifferInAnyFieldStayApart() {
        Caller here = OLD.caller();
        Caller elsewhere = new Caller(
                here.className(), here.method(), here.descriptor(), here.line(), here.source(), "other.jar", "app");
        Site copy = deprecated(Kind.CALL, elsewhere, CREATE);
        Site otherKind = deprecated(Kind.REFLECTION, here, CREATE);
        Evidence evidence =
                merge(oneRule(1, counts(OLD, 1, 0, 0, 0), counts(copy, 1, 0, 0, 0), counts(otherKind, 1, 0, 0, 0)));
        assertThat(evidence.sites()).hasSize(3);
    }

    @Test
    void theOrderOfLedgersDoesNotMatter() {
        List<ProcessEvidence> ledgers = SampleLedgers.dual();
        Evidence forward = merge(ledgers.get(0), ledgers.get(1));
        Evidence backward = merge(ledgers.get(1), ledgers.get(0));
        assertThat(forward).isEqualTo(backward);
    }

    @Test
    void ofTwoCopiesOfOneLedgerTheLaterCounts() {
        ProcessInfo then = process("chat", 4711, "", "log", ProcessState.RUNNING);
        ProcessInfo now = new ProcessInfo(
                then.uuid(),
                "chat",
                "",
                "",
                "web-1",
                4711,
                START,
                START.plusSeconds(900),
                "log",
                ProcessState.EXITED,
                "a1b2c3",
                "",
                "",
                0,
                0,
                "copy");
        ProcessEvidence old = ledger(then, List.of(RULE), counts(OLD, 5, 0, 0, 0));
        ProcessEvidence later = ledger(now, List.of(RULE), counts(OLD, 9, 0, 0, 0));
        for (Evidence evidence : List.of(merge(old, later), merge(later, old))) {
            assertThat(evidence.sites()).extracting(SiteCounts::calls).containsExactly(9L);
            assertThat(evidence.processes()).hasSize(1);
        }
    }

    @Test
    void delegationIsNeitherDeprecatedNorCanonicalUse() {
        Evidence evidence = merge(oneRule(1, counts(OLD, 8, 0, 0, 8), counts(NEW, 3, 0, 0, 1)));
        RuleTotals rule = evidence.rules().get(0);
        assertThat(rule.deprecatedCalls()).isZero();
        assertThat(rule.canonicalCalls()).isEqualTo(2);
        assertThat(rule.delegatedCalls()).isEqualTo(9);
        assertThat(rule.pattern()).isEqualTo(UsePattern.CANONICAL_ONLY);
        assertThat(evidence.scopes()).extracting(ScopeTotals::pattern).containsOnly(UsePattern.CANONICAL_ONLY);
    }

    @Test
    void aRuleHasTheHighestModeOfItsProcesses() {
        ProcessEvidence counting = withRules(1, new RuleInfo("r", "", "count", false));
        ProcessEvidence blocking =
                withRules(2, new RuleInfo("r", "say", "block", false), new RuleInfo("s", "", "log", false));
        Evidence evidence = merge(blocking, counting);
        assertThat(evidence.rules())
                .extracting(RuleTotals::id, RuleTotals::mode, RuleTotals::message)
                .containsExactly(tuple("r", "block", "say"), tuple("s", "log", ""));
    }

    @Test
    void aSiteWhoseRuleIsLostIsStillCounted() {
        ProcessEvidence damaged =
                ledger(process("chat", 1, "", "block", ProcessState.KILLED), List.of(), counts(OLD, 4, 0, 0, 0));
        assertThat(merge(damaged).rules())
                .extracting(RuleTotals::id, RuleTotals::mode, RuleTotals::deprecatedCalls)
                .containsExactly(tuple("websocket-factory", "block", 4L));
    }

    @Test
    void dualScopesComeFirstThenTheMostDeprecatedCalls() {
        Site busy = deprecated(Kind.CALL, caller("x.y.Busy$Inner", "m", 1), CREATE);
        Evidence evidence =
                merge(oneRule(1, counts(busy, 100, 0, 0, 0), counts(OLD, 2, 0, 0, 0), counts(NEW, 3, 0, 0, 0)));
        assertThat(evidence.scopes())
                .extracting(
                        s -> s.scope().label(),
                        ScopeTotals::name,
                        s -> s.pattern().label())
                .containsExactly(
                        tuple("codeSource", "chat-service.jar", "dual"),
                        tuple("process", "chat 1@web-1", "dual"),
                        tuple("class", "a.b.C", "dual"),
                        tuple("package", "a.b", "dual"),
                        tuple("class", "x.y.Busy$Inner", "deprecated-only"),
                        tuple("package", "x.y", "deprecated-only"));
    }

    @Test
    void whatIsNotKnownIsNoScope() {
        Caller nobody = new Caller("<native>", "", "", 0, "", "", "");
        Evidence evidence = merge(oneRule(1, counts(deprecated(Kind.NATIVE, nobody, CREATE), 1, 0, 0, 0)));
        assertThat(evidence.scopes()).extracting(ScopeTotals::scope).containsExactly(Scope.CLASS, Scope.PROCESS);
    }

    @Test
    void processesThatLookAlikeGetDifferentNames() {
        ProcessEvidence a = ledger(sameNumber(7), List.of(RULE));
        ProcessEvidence b = ledger(sameNumber(8), List.of(RULE));
        assertThat(merge(a, b).processes())
                .extracting(NamedProcess::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).startsWith("chat 1@web-1 ("));
    }

    @Test
    void blindSpotsAreNamedOnceAndProblemsWithTheirFile() {
        BlindSpot spot = new BlindSpot("a.B", "too large");
        ProcessEvidence a = damaged(1, spot, "/var/lastcall/1.lcl is cut off at byte 4096");
        ProcessEvidence b = damaged(2, spot, "cut off at byte 8192");
        Evidence evidence = EvidenceFold.merge(List.of(a, b), List.of("x.lcl: is no ledger"), TODAY);
        assertThat(evidence.blindSpots()).containsExactly(spot);
        assertThat(evidence.problems())
                .containsExactly(
                        "x.lcl: is no ledger",
                        "/var/lastcall/1.lcl is cut off at byte 4096",
                        "/var/lastcall/2.lcl: cut off at byte 8192");
    }

    @Test
    void sumsStopAtTheTopInsteadOfTurningNegative() {
        Evidence evidence = merge(
                oneRule(1, counts(OLD, Long.MAX_VALUE, 0, 0, 0)), oneRule(2, counts(OLD, Long.MAX_VALUE, 0, 0, 0)));
        assertThat(evidence.rules().get(0).deprecatedCalls()).isEqualTo(Calls.MOST);
        assertThat(evidence.problems()).singleElement().asString().contains("more calls than there can be");
    }

    @Test
    void allowedCallsAtTheTopHideNoOpenCall() {
        Evidence evidence = merge(
                oneRule(1, counts(OLD, Calls.MOST, 0, Calls.MOST, 0)),
                oneRule(2, counts(OLD, Calls.MOST + 3, 0, Calls.MOST, 0)));
        assertThat(evidence.sites().get(0).calls()).isEqualTo(Calls.MOST + 3);
    }

    @Test
    void aForgedCopyOfALedgerHidesNoCallOfTheOther() {
        ProcessEvidence healthy = oneRule(1, counts(OLD, 5, 0, 0, 0));
        ProcessEvidence forged = oneRule(1, counts(OLD, 1, 0, 1, 0), counts(NEW, 3, 0, 0, 0));
        for (List<ProcessEvidence> order : List.of(List.of(healthy, forged), List.of(forged, healthy))) {
            Evidence evidence = EvidenceFold.merge(order, List.of(), TODAY);
            assertThat(evidence.processes()).hasSize(1);
            assertThat(evidence.problems()).singleElement().asString().contains("contradict each other");
        }
    }

    @Test
    void callsOfOtherAgentsAreHeldAgainstEachOtherAndStopAtTheTopLikeOthers() {
        ProcessEvidence more = oneRule(1, byAgents(OLD, 7));
        ProcessEvidence fewer = oneRule(1, byAgents(OLD, 3), counts(NEW, 1, 0, 0, 0));
        for (List<ProcessEvidence> order : List.of(List.of(more, fewer), List.of(fewer, more))) {
            Evidence evidence = EvidenceFold.merge(order, List.of(), TODAY);
            assertThat(evidence.problems()).singleElement().asString().contains("contradict each other");
            assertThat(evidence.sites().get(0).byAgents()).isEqualTo(7);
        }
        Evidence full = merge(oneRule(1, byAgents(OLD, Calls.MOST)), oneRule(2, byAgents(OLD, Calls.MOST)));
        assertThat(full.sites().get(0).byAgents()).isEqualTo(Calls.MOST);
        assertThat(full.problems()).singleElement().asString().contains("more calls than there can be");
    }

    @Test
    void aPartThatIsAheadOfItsWholeCountsAsNone() {
        Evidence evidence = merge(oneRule(1, counts(OLD, 5, 0, 6, 0), counts(NEW, 2, 0, 0, 3)));
        assertThat(evidence.rules().get(0).canonicalCalls()).isZero();
    }

    @Test
    void aSignatureIsUnusedIfNoProcessMatchedIt() {
        RuleInfo mine = listing(List.of("com.acme.ws.WebSocketManagerFactory", "a.Gone"));
        RuleInfo theirs = listing(List.of("a.Gone", "a.AlsoGone", "com.acme.ws.WebSocketManagerFactory#create(**)"));
        RuleUse use = merge(withRules(1, mine), ledgerOf(2, theirs, counts(OLD, 0, 0, 0, 0)))
                .rules()
                .get(0)
                .use();
        assertThat(use.unmatched()).containsExactly("a.Gone", "a.AlsoGone");
    }

    @Test
    void ofAnAllowEntryTheLaterProcessKnowsTheLastDay() {
        RuleInfo before = listing(List.of(), new AllowInfo("a.b.**", "x", "2026-01-31"));
        RuleInfo prolonged = listing(List.of(), new AllowInfo("a.b.**", "x", "2027-01-31"));
        assertThat(merge(withRules(2, prolonged), withRules(1, before))
                        .rules()
                        .get(0)
                        .use()
                        .expired())
                .isEmpty();
        assertThat(merge(withRules(1, prolonged), withRules(2, before))
                        .rules()
                        .get(0)
                        .use()
                        .expired())
                .hasSize(1);
    }

    @Test
    void anEntryExpiresAtMidnightOfTheReadersZone() {
        RuleInfo rule = listing(List.of(), new AllowInfo("a.b.**", "x", "2026-11-22"));
        Instant before = Instant.parse("2026-11-22T23:30:00Z");
        assertThat(expiredAt(before, "UTC", rule)).isEmpty();
        assertThat(expiredAt(before, "Europe/Berlin", rule)).hasSize(1);
    }

    private static List<ExpiredAllow> expiredAt(Instant time, String zone, RuleInfo rule) {
        Report report = ReportFold.of(List.of(withRules(1, rule)), List.of(), time, ZoneId.of(zone));
        return report.evidence().rules().get(0).use().expired();
    }

    @Test
    void aRuleThatADamagedLedgerLostIsWhatOthersSayItIs() {
        ProcessEvidence damaged =
                ledger(process("chat", 1, "", "block", ProcessState.KILLED), List.of(), counts(OLD, 4, 0, 0, 0));
        ProcessEvidence whole = oneRule(2, counts(OLD, 1, 0, 0, 0));
        for (Evidence evidence : List.of(merge(damaged, whole), merge(whole, damaged))) {
            assertThat(evidence.rules())
                    .extracting(RuleTotals::id, RuleTotals::mode, RuleTotals::deprecatedCalls)
                    .containsExactly(tuple("websocket-factory", "log", 5L));
        }
    }

    @Test
    void anEntryKeepsItsOwner() {
        RuleInfo rule = listing(List.of("a.B"), new AllowInfo("a.b.**", "x", "2027-01-31", "realtime"));
        assertThat(rule.asRule().allow().get(0).owner()).isEqualTo("realtime");
    }

    private static RuleInfo listing(List<String> deprecated, AllowInfo... allow) {
        return new RuleInfo("websocket-factory", "", "log", true, deprecated, List.of(), List.of(allow));
    }

    private static ProcessEvidence ledgerOf(long pid, RuleInfo rule, SiteCounts... sites) {
        return ledger(process("chat", pid, "", "log", ProcessState.EXITED), List.of(rule), sites);
    }

    @Test
    void aReportKeepsWhenItWasMade() {
        assertThat(ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC).generatedAt())
                .isEqualTo(NOW);
    }

    private static Evidence merge(ProcessEvidence... ledgers) {
        return EvidenceFold.merge(List.of(ledgers), List.of(), TODAY);
    }

    private static ProcessEvidence oneRule(long pid, SiteCounts... sites) {
        return ledger(process("chat", pid, "", "log", ProcessState.EXITED), List.of(RULE), sites);
    }

    private static ProcessEvidence withRules(long pid, RuleInfo... rules) {
        return ledger(process("chat", pid, "", "block", ProcessState.EXITED), List.of(rules));
    }

    private static ProcessEvidence damaged(long pid, BlindSpot spot, String problem) {
        ProcessInfo process = process("chat", pid, "", "log", ProcessState.KILLED);
        return new ProcessEvidence(process, List.of(RULE), List.of(), List.of(spot), List.of(problem));
    }

    private static ProcessInfo sameNumber(int uuid) {
        return new ProcessInfo(
                new UUID((long) uuid << 32, 0),
                "chat",
                "",
                "",
                "web-1",
                1,
                START,
                Instant.EPOCH,
                "log",
                ProcessState.EXITED,
                "a1b2c3",
                "",
                "",
                0,
                0,
                "");
    }

    private static SiteCounts byAgents(Site site, long calls) {
        return new SiteCounts(site, 0, 0, 0, 0, calls, START, START);
    }
}
