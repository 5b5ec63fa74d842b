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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by core reflection, where there is a hint. */
class ReflectedHintsTest {
    private static final String LISTED = "com.acme.ws.Legacy";
    private static final String MIRRORING = "com.acme.hot.Mirroring";
    private static final String BY_METHOD =
            "(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String BY_CONSTRUCTOR =
            "(Ljava/lang/reflect/Constructor;[Ljava/lang/Object;)Ljava/lang/Object;";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statics",
                "instances",
                "constructors",
                "members",
                "refused",
                "thrownOn",
                "failing",
                "overridden",
                "inherited",
                "throughInterface",
                "wrapped",
                "invoking",
                "initializing",
                "twice"
            })
    void eachCallCountsWhereItWasMade(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        int[] expected = (int[]) trial.run(MIRRORING, way);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsOf(trial, "reflect", "make", "caught")).isEqualTo(expected[0]);
        assertThat(callsOf(trial, "elsewhere")).isEqualTo(expected[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "statics, 2",
        "instances, 2",
        "constructors, 2",
        "members, 8",
        "inherited, 4",
        "throughInterface, 46",
        "wrapped, 45",
        "failing, 45",
        "twice, 45"
    })
    void theGuardFindsTheCallerOnceAndTheMarkTellsItTheOtherTimes(String way, int walks) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.run(MIRRORING, way);
        assertThat(trial.walks()).isLessThanOrEqualTo(walks);
    }

    @Test
    void eachThreadCountsByTheMarkAfterItsFirstCalls() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        for (int i = 0; i < 10; i++) {
            trial.run(MIRRORING, "instances");
        }
        assertThat(callsOf(trial, "reflect")).isEqualTo(400);
        assertThat(trial.walks()).isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_21)
    @ValueSource(
            strings = {
                "statics",
                "members",
                "refused",
                "thrownOn",
                "failing",
                "overridden",
                "throughInterface",
                "initializing"
            })
    void onVirtualThreadsEachCallCountsWhereItWasMade(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        int[] expected = new int[2];
        for (int i = 0; i < 50; i++) {
            int[] made = (int[]) trial.runOnVirtualThread(MIRRORING, way);
            expected[0] += way.equals("initializing") && i > 0 ? 0 : made[0];
            expected[1] += made[1];
        }
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsOf(trial, "reflect", "make", "caught")).isEqualTo(expected[0]);
        assertThat(callsOf(trial, "elsewhere")).isEqualTo(expected[1]);
        assertThat(trial.walks()).isLessThan(way.equals("statics") ? 5 : 10_000);
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() {
        Trial trial = hot(listed(Mode.BLOCK, LISTED));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> trial.run(MIRRORING, "statics"))
                    .rootCause()
                    .isInstanceOf(Trial.Refused.class);
        }
        assertThat(callsOf(trial, "reflect")).isEqualTo(5);
    }

    @Test
    void anotherPolicyIsInForceFromTheNextCallOn() throws Exception {
        Policy counts = listed(Mode.COUNT, LISTED);
        Trial trial = hot(counts);
        trial.run(MIRRORING, "instances");
        trial.gate().apply(new PolicyMatcher(listed(Mode.BLOCK, LISTED)), null);
        assertThatThrownBy(() -> trial.run(MIRRORING, "instances")).rootCause().isInstanceOf(Trial.Refused.class);
        trial.gate().apply(new PolicyMatcher(counts), null);
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isEqualTo(81);
    }

    @Test
    void whoIsExemptIsCountedUnderAPolicyThatCounts() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED, MIRRORING));
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isZero();
        trial.gate().apply(new PolicyMatcher(listed(Mode.COUNT, LISTED)), null);
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isEqualTo(40);
    }

    @Test
    void threadsCountEachCallWhileThePolicyIsExchanged() throws Exception {
        Trial trial = hot(listed(Mode.COUNT, LISTED));
        trial.runWhileExchanged(() -> listed(Mode.COUNT, LISTED), MIRRORING, "throughInterface", 30);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsOf(trial, "reflect")).isEqualTo(8 * 30 * 80);
        assertThat(callsOf(trial, "elsewhere")).isEqualTo(8 * 30 * 40);
    }

    private static Trial hot(Policy policy) {
        Trial trial = new Trial(policy);
        trial.hot(MIRRORING, new HotCall("reflect" + BY_METHOD, HotCalls.INVOKE));
        trial.hot(MIRRORING, new HotCall("caught" + BY_METHOD, HotCalls.INVOKE));
        trial.hot(MIRRORING, new HotCall("make" + BY_CONSTRUCTOR, HotCalls.NEW_INSTANCE));
        return trial;
    }

    private static long callsOf(Trial trial, String... methods) {
        return trial.calls(site -> site.kind() == Kind.REFLECTION
                && List.of(methods).contains(site.caller().method()));
    }
}
