package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls.HotCall;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a type that is not listed, where there is a hint. */
class HintsTest {
    private static final String DISPATCHING = "com.acme.hot.Dispatching";
    private static final HotCall HOT =
            new HotCall("dispatch(Ljava/util/concurrent/Callable;)Ljava/lang/String;", "call()Ljava/lang/Object;");

    @ParameterizedTest
    @ValueSource(strings = {"mono", "mixed", "delegating", "overridden", "inherited", "missing", "many", "tooMany"})
    void eachCallCountsOnceWhoeverIsCalled(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        int expected = (Integer) trial.run(DISPATCHING, way);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(expected);
    }

    @Test
    void aBodyThatFoundNoRoomLeavesNoTicketForTheNextCall() throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        trial.run(DISPATCHING, "overflowing");
        assertThat(trial.called())
                .filteredOn(it -> it.site().kind() == Kind.REFLECTION)
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({"mono, 3", "mixed, 3", "inherited, 4", "delegating, 25", "overridden, 8", "many, 20", "tooMany, 5000"})
    void theGuardFindsTheCallerAFewTimesAndTheHintCountsTheRest(String way, int walks) throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        trial.run(DISPATCHING, way);
        assertThat(trial.walks()).isLessThanOrEqualTo(walks);
        assertThat(trial.called())
                .filteredOn(it -> it.site().caller().method().equals("dispatch"))
                .singleElement()
                .satisfies(it -> assertThat(it.site().kind()).isEqualTo(Kind.VIRTUAL));
    }

    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_21)
    @ValueSource(strings = {"mono", "mixed", "delegating", "overridden", "inherited", "missing", "many"})
    void onVirtualThreadsEachCallCountsOnceAndFewAreLookedFor(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        Class<?> type = trial.loader().loadClass(DISPATCHING);
        int expected = 0;
        for (int i = 0; i < 50; i++) {
            FutureTask<Object> task = new FutureTask<>(() -> Reflected.call(type, way));
            ((Thread) Thread.class
                            .getMethod("startVirtualThread", Runnable.class)
                            .invoke(null, task))
                    .join();
            expected += (Integer) task.get();
        }
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(expected);
        assertThat(trial.walks()).isLessThan(way.equals("mono") ? 10 : expected);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void onVirtualThreadsABodyThatFoundNoRoomLeavesNoMark() throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        Class<?> type = trial.loader().loadClass(DISPATCHING);
        FutureTask<Object> task = new FutureTask<>(() -> Reflected.call(type, "overflowing"));
        ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task)).join();
        task.get();
        assertThat(trial.called())
                .filteredOn(it -> it.site().kind() == Kind.REFLECTION)
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(1));
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() {
        Trial trial = hot(listed(Mode.BLOCK));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> trial.run(DISPATCHING, "mono")).isInstanceOf(Trial.Refused.class);
        }
        assertThat(trial.calls()).isEqualTo(5);
    }

    @Test
    void anotherPolicyCountsAtItsOwnSitesFromTheNextCallOn() throws Exception {
        Policy one = listed(Mode.COUNT);
        Trial trial = hot(one);
        trial.run(DISPATCHING, "mono");
        Policy two = policy(
                Mode.COUNT,
                rule("acme", signatures("com.acme.ws.Legacy#call()"), signatures()),
                rule("more", signatures("com.acme.ws.Legacy#call()"), signatures()));
        trial.gate().apply(new PolicyMatcher(two), null);
        trial.run(DISPATCHING, "mono");
        trial.gate().apply(new PolicyMatcher(one), null);
        trial.run(DISPATCHING, "mono");
        assertThat(calls(trial, "acme")).isEqualTo(120);
        assertThat(calls(trial, "more")).isEqualTo(40);
        trial.gate().apply(new PolicyMatcher(listed(Mode.BLOCK)), null);
        assertThatThrownBy(() -> trial.run(DISPATCHING, "mono")).isInstanceOf(Trial.Refused.class);
    }

    @Test
    void whoWasExemptIsCountedUnderAPolicyThatCounts() throws Exception {
        Trial trial = hot(policy(
                Mode.COUNT,
                rule("acme", signatures("com.acme.ws.Legacy#call()", "com.acme.hot.Dispatching"), signatures())));
        trial.run(DISPATCHING, "mixed");
        assertThat(ofBody(trial)).isZero();
        assertThat(trial.walks()).isLessThanOrEqualTo(5);
        trial.gate().apply(new PolicyMatcher(listed(Mode.COUNT)), null);
        trial.run(DISPATCHING, "mixed");
        assertThat(ofBody(trial)).isEqualTo(20);
    }

    @Test
    void threadsCountEachCallWhileThePolicyIsExchanged() throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        trial.loader().loadClass(DISPATCHING);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 50; round++) {
                    try {
                        Reflected.call(trial.loader().loadClass(DISPATCHING), "mixed");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            threads[i].start();
        }
        for (int i = 0; i < 20; i++) {
            trial.gate().apply(new PolicyMatcher(listed(Mode.COUNT)), null);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(8 * 50 * 20);
    }

    private static long ofBody(Trial trial) {
        return trial.called().stream()
                .filter(it -> it.site().target().member().equals("call"))
                .mapToLong(SiteCounts::calls)
                .sum();
    }

    private static Policy listed(Mode mode) {
        return policy(mode, rule("acme", signatures("com.acme.ws.Legacy#call()"), signatures()));
    }

    private static Trial hot(Policy policy) {
        Trial trial = new Trial(policy);
        trial.hot(DISPATCHING, HOT);
        return trial;
    }

    private static long calls(Trial trial, String rule) {
        return trial.called().stream()
                .filter(it -> it.site().rule().equals(rule))
                .mapToLong(SiteCounts::calls)
                .sum();
    }
}
