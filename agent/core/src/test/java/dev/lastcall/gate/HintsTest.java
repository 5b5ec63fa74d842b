package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.listed;
import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Kind;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls.HotCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a type that is not listed, where there is a hint. */
class HintsTest {
    private static final String LISTED = "com.acme.ws.Legacy#call()";
    private static final String DISPATCHING = "com.acme.hot.Dispatching";
    private static final HotCall HOT =
            new HotCall("dispatch(Ljava/util/concurrent/Callable;)Ljava/lang/String;", "call()Ljava/lang/Object;");

    @ParameterizedTest
    @ValueSource(strings = {"mono", "mixed", "delegating", "overridden", "inherited", "missing", "many", "tooMany"})
    void eachCallCountsOnceWhoeverIsCalled(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        int expected = (Integer) trial.run(DISPATCHING, way);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(expected);
    }

    @Test
    void aBodyThatFoundNoRoomLeavesNoTicketForTheNextCall() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.run(DISPATCHING, "overflowing");
        assertThat(trial.called())
                .filteredOn(it -> it.site().kind() == Kind.REFLECTION)
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({"mono, 3", "mixed, 3", "inherited, 4", "delegating, 25", "overridden, 8", "many, 20", "tooMany, 5000"})
    void theGuardFindsTheCallerAFewTimesAndTheHintCountsTheRest(String way, int walks) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
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
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        int expected = 0;
        for (int i = 0; i < 50; i++) {
            expected += (Integer) trial.runOnVirtualThread(DISPATCHING, way);
        }
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(expected);
        assertThat(trial.walks()).isLessThan(way.equals("mono") ? 10 : expected);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void onVirtualThreadsABodyThatFoundNoRoomLeavesNoMark() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.runOnVirtualThread(DISPATCHING, "overflowing");
        assertThat(trial.called())
                .filteredOn(it -> it.site().kind() == Kind.REFLECTION)
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(1));
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() {
        Trial trial = hot(listed(Mode.BLOCK, LISTED));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> trial.run(DISPATCHING, "mono")).isInstanceOf(Trial.Refused.class);
        }
        assertThat(trial.calls()).isEqualTo(5);
    }

    @Test
    void anotherPolicyCountsAtItsOwnSitesFromTheNextCallOn() throws Exception {
        Policy one = listed(Mode.COUNT, LISTED);
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
        trial.gate().apply(new PolicyMatcher(listed(Mode.BLOCK, LISTED)), null);
        assertThatThrownBy(() -> trial.run(DISPATCHING, "mono")).isInstanceOf(Trial.Refused.class);
    }

    @Test
    void whoWasExemptIsCountedUnderAPolicyThatCounts() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED, DISPATCHING));
        trial.run(DISPATCHING, "mixed");
        assertThat(ofBody(trial)).isZero();
        assertThat(trial.walks()).isLessThanOrEqualTo(5);
        trial.gate().apply(new PolicyMatcher(listed(Mode.COUNT, LISTED)), null);
        trial.run(DISPATCHING, "mixed");
        assertThat(ofBody(trial)).isEqualTo(20);
    }

    @Test
    void threadsCountEachCallWhileThePolicyIsExchanged() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.runWhileExchanged(() -> listed(Mode.COUNT, LISTED), DISPATCHING, "mixed", 50);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(8 * 50 * 20);
    }

    private static long ofBody(Trial trial) {
        return trial.calls(site -> site.target().member().equals("call"));
    }

    private static Trial hot(Policy policy) {
        Trial trial = new Trial(policy);
        trial.hot(DISPATCHING, HOT);
        return trial;
    }

    private static long calls(Trial trial, String rule) {
        return trial.calls(site -> site.rule().equals(rule));
    }
}
