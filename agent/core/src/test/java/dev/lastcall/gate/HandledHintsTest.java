package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Kind;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by method handles, where there is a hint. */
class HandledHintsTest {
    private static final String LISTED = "com.acme.ws.Legacy";
    private static final String HANDLING = "com.acme.hot.Handling";
    private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";
    private static final String LEGACY = "Lcom/acme/ws/Legacy;";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statics",
                "constructors",
                "instances",
                "dispatched",
                "overridden",
                "refused",
                "adapted",
                "invoking"
            })
    void eachCallCountsWhereItWasMade(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        int[] expected = (int[]) trial.run(HANDLING, way);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsFrom(trial, false)).isEqualTo(expected[0]);
        assertThat(callsFrom(trial, true)).isEqualTo(expected[1]);
    }

    @ParameterizedTest
    @CsvSource({"statics, 6", "constructors, 4", "instances, 6", "dispatched, 48", "overridden, 46", "refused, 124"})
    void theGuardFindsTheCallerOnceAndTheMarkTellsItTheOtherTimes(String way, int walks) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.run(HANDLING, way);
        assertThat(trial.walks()).isLessThanOrEqualTo(walks);
    }

    @Test
    void anotherPolicyIsInForceFromTheNextCallOn() throws Exception {
        Policy counts = listed(Mode.COUNT, LISTED);
        Trial trial = hot(counts);
        trial.run(HANDLING, "instances");
        trial.gate().apply(new PolicyMatcher(listed(Mode.BLOCK, LISTED)), null);
        assertThatThrownBy(() -> trial.run(HANDLING, "instances")).isInstanceOf(Trial.Refused.class);
        trial.gate().apply(new PolicyMatcher(counts), null);
        trial.run(HANDLING, "instances");
        assertThat(callsFrom(trial, false)).isEqualTo(161);
    }

    @Test
    void threadsCountEachCallWhileThePolicyIsExchanged() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.runWhileExchanged(() -> listed(Mode.COUNT, LISTED), HANDLING, "dispatched", 30);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsFrom(trial, false)).isEqualTo(8 * 30 * 80);
        assertThat(callsFrom(trial, true)).isEqualTo(8 * 30 * 40);
    }

    private static Trial hot(Policy policy) {
        Trial trial = new Trial(policy);
        trial.hot(HANDLING, new HotCall("exactMade(" + HANDLE + ")" + LEGACY, HotCalls.HANDLE));
        trial.hot(HANDLING, new HotCall("exactNamed(" + HANDLE + "Ljava/lang/String;)" + LEGACY, HotCalls.HANDLE));
        trial.hot(HANDLING, new HotCall("exactMix(" + HANDLE + LEGACY + ")J", HotCalls.HANDLE));
        trial.hot(HANDLING, new HotCall("exactText(" + HANDLE + LEGACY + ")Ljava/lang/String;", HotCalls.HANDLE));
        trial.hot(
                HANDLING, new HotCall("generic(" + HANDLE + "Ljava/lang/Object;)Ljava/lang/Object;", HotCalls.HANDLE));
        return trial;
    }

    private static long callsFrom(Trial trial, boolean elsewhere) {
        return trial.calls(site ->
                site.kind() == Kind.METHOD_HANDLE && site.caller().method().equals("elsewhere") == elsewhere);
    }
}
