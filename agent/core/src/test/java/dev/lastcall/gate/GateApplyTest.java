package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.fixture.Trial.Refused;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** The policy is exchanged under code that is woven already. */
class GateApplyTest {
    private static final String TICKETS = "com.acme.app.Tickets";
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 23);

    @Test
    void aSiteThatMayCountAloneMayNotAfterAChange() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Class<?> type = trial.loader().loadClass(TICKETS);
        Trial.onNewThread(() -> {
            Reflected.call(type, "thousand");
            apply(trial, acme(Mode.BLOCK));
            assertThatThrownBy(() -> Reflected.call(type, "thousand")).isInstanceOf(Refused.class);
            apply(trial, acme(Mode.LOG));
            return Reflected.call(type, "thousand");
        });
        assertThat(trial.called()).singleElement().satisfies(it -> {
            assertThat(it.calls()).isEqualTo(2_001);
            assertThat(it.blocked()).isEqualTo(1);
        });
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void aCallerByReflectionThatIsKnownFallsUnderTheNewPolicy() throws Exception {
        Trial trial = new Trial(legacy("old", Mode.COUNT));
        Class<?> type = trial.loader().loadClass("com.acme.app.Repeated");
        Trial.onNewThread(() -> {
            Reflected.call(type, "reflective");
            apply(trial, legacy("old", Mode.BLOCK));
            assertThatThrownBy(() -> Reflected.call(type, "reflective")).hasRootCauseInstanceOf(Refused.class);
            apply(trial, legacy("new", Mode.LOG));
            return Reflected.call(type, "reflective");
        });
        assertThat(trial.called())
                .extracting(it -> it.site().rule() + " " + it.calls() + " " + it.blocked())
                .containsExactlyInAnyOrder("old 41 1", "new 40 0");
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void callsOfARenamedRuleAreCountedAndRefusedUnderTheNewName() throws Exception {
        Trial trial = new Trial(legacy("old", Mode.COUNT));
        trial.run(TICKETS, "direct");
        apply(trial, legacy("new", Mode.COUNT));
        trial.run(TICKETS, "direct");
        apply(trial, legacy("newest", Mode.BLOCK));
        assertThatThrownBy(() -> trial.run(TICKETS, "direct")).hasMessageContaining("[newest]");
        assertThat(trial.called())
                .extracting(it -> it.site().rule() + " " + it.calls() + " " + it.blocked())
                .containsExactlyInAnyOrder("old 1 0", "new 1 0", "newest 1 1");
    }

    @Test
    void callsOfARuleThatIsGoneAreNotCounted() throws Exception {
        Trial trial = new Trial(legacy("old", Mode.BLOCK));
        assertThatThrownBy(() -> trial.run(TICKETS, "direct")).isInstanceOf(Refused.class);
        apply(trial, policy(Mode.BLOCK, rule("other", signatures("com.acme.ws.Mixed#old()"), List.of())));
        assertThat(trial.run(TICKETS, "direct")).isNotNull();
        assertThat(trial.run(TICKETS, "reflective")).isNotNull();
        assertThat(trial.calls()).isEqualTo(1);
    }

    @Test
    void atMidnightAnEntryThatExpiresStopsAllowing() throws Exception {
        AllowEntry entry = new AllowEntry(TICKETS, new ClassPattern(TICKETS), null, "shim", null, LAST_DAY);
        Policy policy = policy(Mode.BLOCK, rule("a", signatures("com.acme.ws.Legacy"), List.of(), entry));
        Trial trial = new Trial(policy);
        trial.gate().apply(new PolicyMatcher(policy), LAST_DAY);
        Class<?> type = trial.loader().loadClass(TICKETS);
        Trial.onNewThread(() -> {
            Reflected.call(type, "thousand");
            trial.gate().apply(new PolicyMatcher(policy), LAST_DAY.plusDays(1));
            assertThatThrownBy(() -> Reflected.call(type, "thousand")).isInstanceOf(Refused.class);
            return true;
        });
        assertThat(sum(trial, SiteCounts::allowed)).isEqualTo(1_000);
        assertThat(sum(trial, SiteCounts::blocked)).isEqualTo(1);
    }

    @Test
    void countsStayExactWhileThePolicyChangesUnderFourThreads() throws Exception {
        Trial trial = new Trial(legacy("a", Mode.COUNT));
        Class<?> type = trial.loader().loadClass(TICKETS);
        AtomicLong refused = new AtomicLong();
        List<FutureTask<Long>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Long> caller = new FutureTask<>(() -> calls(type, refused));
            new Thread(caller).start();
            callers.add(caller);
        }
        Mode[] modes = {Mode.LOG, Mode.BLOCK, Mode.COUNT, Mode.BLOCK, Mode.LOG};
        for (int i = 0; callers.stream().anyMatch(it -> !it.isDone()); i++) {
            apply(trial, legacy(i % 3 == 0 ? "a" : "b", modes[i % modes.length]));
        }
        long made = 0;
        for (FutureTask<Long> caller : callers) {
            made += caller.get();
        }
        assertThat(trial.calls()).isEqualTo(made);
        assertThat(sum(trial, SiteCounts::blocked)).isEqualTo(refused.get());
        assertThat(trial.gate().takeFault()).isNull();
    }

    private static long calls(Class<?> type, AtomicLong refused) throws Exception {
        long calls = 0;
        for (int i = 0; i < 20_000; i++) {
            calls++;
            try {
                Reflected.call(type, "direct");
            } catch (Refused expected) {
                refused.incrementAndGet();
            }
        }
        return calls;
    }

    private static long sum(Trial trial, ToLongFunction<SiteCounts> counter) {
        return trial.called().stream().mapToLong(counter).sum();
    }

    private static void apply(Trial trial, Policy policy) {
        trial.gate().apply(new PolicyMatcher(policy), null);
    }

    private static Policy legacy(String id, Mode mode) {
        return policy(mode, rule(id, signatures("com.acme.ws.Legacy"), List.of()));
    }
}
