package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by core reflection, where there is a hint. */
class ReflectedHintsTest {
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
                "twice"
            })
    void eachCallCountsWhereItWasMade(String way) throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        int[] expected = (int[]) trial.run(MIRRORING, way);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(callsOf(trial, "reflect", "make", "caught")).isEqualTo(expected[0]);
        assertThat(callsOf(trial, "elsewhere")).isEqualTo(expected[1]);
    }

    @ParameterizedTest
    @CsvSource({"statics, 2", "instances, 2", "constructors, 2", "members, 8", "failing, 45", "twice, 45"})
    void theGuardFindsTheCallerOnceAndTheMarkTellsItTheOtherTimes(String way, int walks) throws Exception {
        Trial trial = hot(listed(Mode.COUNT));
        trial.run(MIRRORING, way);
        assertThat(trial.walks()).isLessThanOrEqualTo(walks);
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() {
        Trial trial = hot(listed(Mode.BLOCK));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> trial.run(MIRRORING, "statics"))
                    .rootCause()
                    .isInstanceOf(Trial.Refused.class);
        }
        assertThat(callsOf(trial, "reflect")).isEqualTo(5);
    }

    @Test
    void anotherPolicyIsInForceFromTheNextCallOn() throws Exception {
        Policy counts = listed(Mode.COUNT);
        Trial trial = hot(counts);
        trial.run(MIRRORING, "instances");
        trial.gate().apply(new PolicyMatcher(listed(Mode.BLOCK)), null);
        assertThatThrownBy(() -> trial.run(MIRRORING, "instances")).rootCause().isInstanceOf(Trial.Refused.class);
        trial.gate().apply(new PolicyMatcher(counts), null);
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isEqualTo(81);
    }

    @Test
    void whoIsExemptIsCountedUnderAPolicyThatCounts() throws Exception {
        Trial trial = hot(policy(Mode.COUNT, rule("acme", signatures("com.acme.ws.Legacy", MIRRORING), signatures())));
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isZero();
        trial.gate().apply(new PolicyMatcher(listed(Mode.COUNT)), null);
        trial.run(MIRRORING, "instances");
        assertThat(callsOf(trial, "reflect")).isEqualTo(40);
    }

    private static Policy listed(Mode mode) {
        return policy(mode, rule("acme", signatures("com.acme.ws.Legacy"), signatures()));
    }

    private static Trial hot(Policy policy) {
        Trial trial = new Trial(policy);
        trial.hot(MIRRORING, new HotCall("reflect" + BY_METHOD, HotCalls.INVOKE));
        trial.hot(MIRRORING, new HotCall("caught" + BY_METHOD, HotCalls.INVOKE));
        trial.hot(MIRRORING, new HotCall("make" + BY_CONSTRUCTOR, HotCalls.NEW_INSTANCE));
        return trial;
    }

    private static long callsOf(Trial trial, String... methods) {
        return trial.called().stream()
                .filter(it -> it.site().kind() == Kind.REFLECTION)
                .filter(it -> List.of(methods).contains(it.site().caller().method()))
                .mapToLong(SiteCounts::calls)
                .sum();
    }
}
