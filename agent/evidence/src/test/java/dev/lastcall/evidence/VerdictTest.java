package dev.lastcall.evidence;

import static dev.lastcall.evidence.SampleLedgers.CREATE;
import static dev.lastcall.evidence.SampleLedgers.GET;
import static dev.lastcall.evidence.SampleLedgers.START;
import static dev.lastcall.evidence.SampleLedgers.TODAY;
import static dev.lastcall.evidence.SampleLedgers.caller;
import static dev.lastcall.evidence.SampleLedgers.canonical;
import static dev.lastcall.evidence.SampleLedgers.counts;
import static dev.lastcall.evidence.SampleLedgers.deprecated;
import static dev.lastcall.evidence.SampleLedgers.ledger;
import static dev.lastcall.evidence.SampleLedgers.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Verdict.Result;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RuleInfo RULE = new RuleInfo("websocket-factory", "", "log", true);
    private static final Site OLD = deprecated(Kind.CALL, caller("a.b.C", "m", 1), CREATE);
    private static final Site OTHER = deprecated(Kind.CALL, caller("a.b.D", "n", 8), CREATE);
    private static final Site NEW = canonical(caller("a.b.C", "m", 2), GET);
    private static final SiteCounts MIGRATED = counts(NEW, 1_000, 0, 0, 0);

    @Test
    void aPlainDeprecatedCallIsNoGo() {
        Verdict verdict = on(oneRule(1, counts(OLD, 5, 0, 0, 0), counts(OTHER, 2_000, 0, 0, 0), MIGRATED));
        assertThat(verdict.result()).isEqualTo(Result.NO_GO);
        assertThat(verdict.reasons())
                .containsExactly(
                        "websocket-factory: 2,005 deprecated calls at 2 call sites, most at a.b.D.n(D.java:8): 2,000");
    }

    @Test
    void aBlockedCallIsNoGoToo() {
        Verdict verdict = on(oneRule(1, counts(OLD, 1, 1, 0, 0), MIGRATED));
        assertThat(verdict.result()).isEqualTo(Result.NO_GO);
        assertThat(verdict.reasons())
                .containsExactly("websocket-factory: 1 deprecated call at 1 call site (1 blocked): a.b.C.m(C.java:1)");
    }

    @Test
    void callsUnderAnExpiredAllowEntryAreNamed() {
        assertThat(on(SampleLedgers.overgrown()).reasons())
                .containsExactly(
                        "websocket-factory: 1,000 deprecated calls at 1 call site:"
                                + " com.acme.ws.compat.Shim.manager(Shim.java:12)",
                        "websocket-factory: of these, 1,000 calls by com.acme.ws.compat.**,"
                                + " whose allow entry expired 2026-01-31");
    }

    @Test
    void aFindingOutweighsTheGaps() {
        Verdict verdict =
                Verdict.on(Evidence.merge(List.of(oneRule(1, counts(OLD, 1, 0, 0, 0))), List.of("lost"), TODAY));
        assertThat(verdict.result()).isEqualTo(Result.NO_GO);
    }

    @Test
    void allowedAndDelegatedCallsAreNoFinding() {
        Verdict verdict = on(oneRule(1, counts(OLD, 5, 0, 5, 0), counts(OTHER, 7, 0, 0, 7), MIGRATED));
        assertThat(verdict.result()).isEqualTo(Result.GO);
        assertThat(verdict.reasons())
                .containsExactly(
                        "1 process reported under one policy: chat 1@web-1",
                        "websocket-factory: 1,000 canonical calls at 1 call site, 5 allowed calls, 7 delegated, no"
                                + " other deprecated call");
    }

    @Test
    void theCallsBeyondTheAllowedOnesAreAFinding() {
        assertThat(on(oneRule(1, counts(OLD, 6, 0, 5, 0), MIGRATED)).reasons())
                .containsExactly("websocket-factory: 1 deprecated call at 1 call site: a.b.C.m(C.java:1)");
    }

    @Test
    void noLedgerIsUnknown() {
        assertUnknown(on(), "no process has reported: there is no ledger to judge");
    }

    @Test
    void noRuleIsUnknown() {
        assertUnknown(
                on(ledger(process("chat", 1, "", "log", ProcessState.EXITED), List.of())),
                "no process ran under a rule");
    }

    @Test
    void silenceIsUnknown() {
        assertUnknown(
                on(oneRule(1, counts(OLD, 0, 0, 0, 0), counts(NEW, 0, 0, 0, 0))),
                "websocket-factory: no call was seen, neither deprecated nor canonical; silence is no evidence");
    }

    @Test
    void anUnreadableLedgerIsUnknown() {
        Evidence evidence = Evidence.merge(List.of(oneRule(1, MIGRATED)), List.of("x.lcl: is no ledger"), TODAY);
        assertUnknown(Verdict.on(evidence), "x.lcl: is no ledger");
    }

    @Test
    void aDamagedLedgerIsUnknown() {
        ProcessEvidence whole = oneRule(1, MIGRATED);
        ProcessEvidence damaged =
                new ProcessEvidence(whole.process(), whole.rules(), whole.sites(), List.of(), List.of("cut off"));
        assertUnknown(on(damaged), "/var/lastcall/1.lcl: cut off");
    }

    @Test
    void modeOffIsUnknown() {
        ProcessEvidence off = ledger(process("chat", 2, "", "off", ProcessState.EXITED), List.of(RULE));
        assertUnknown(on(oneRule(1, MIGRATED), off), "chat 2@web-1 ran in mode off: it saw nothing");
    }

    @Test
    void differentPoliciesAreUnknown() {
        ProcessInfo other = new ProcessInfo(
                new UUID(9, 9),
                "chat",
                "",
                "",
                "web-2",
                9,
                START.plusSeconds(9),
                START.plusSeconds(10),
                "log",
                ProcessState.EXITED,
                "another",
                "",
                "",
                0,
                0,
                "");
        assertUnknown(
                on(oneRule(1, MIGRATED), ledger(other, List.of(RULE))),
                "processes ran under 2 different policies, such as chat 1@web-1 and chat 9@web-2");
    }

    @Test
    void blindSpotsAreUnknownAndTheFirstAreNamed() {
        ProcessEvidence seeing = oneRule(1, MIGRATED);
        List<BlindSpot> spots = List.of(spot("a.A"), spot("a.B"), spot("a.C"), spot("a.D"));
        ProcessEvidence blind = new ProcessEvidence(seeing.process(), seeing.rules(), seeing.sites(), spots, List.of());
        assertUnknown(on(blind), "4 blind spots: a.A (too large), a.B (too large), a.C (too large) and 1 more");
    }

    @Test
    void everyGapIsNamed() {
        ProcessEvidence off = ledger(process("chat", 2, "", "off", ProcessState.EXITED), List.of());
        assertThat(Verdict.on(Evidence.merge(List.of(off), List.of("lost"), TODAY))
                        .reasons())
                .hasSize(3);
    }

    private static void assertUnknown(Verdict verdict, String reason) {
        assertThat(verdict.result()).isEqualTo(Result.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly(reason);
    }

    private static Verdict on(ProcessEvidence... ledgers) {
        return Verdict.on(Evidence.merge(List.of(ledgers), List.of(), TODAY));
    }

    private static ProcessEvidence oneRule(long pid, SiteCounts... sites) {
        return ledger(process("chat", pid, "", "log", ProcessState.EXITED), List.of(RULE), sites);
    }

    private static BlindSpot spot(String className) {
        return new BlindSpot(className, "too large");
    }
}
