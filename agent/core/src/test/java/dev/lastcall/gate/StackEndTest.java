package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Near the end of the stack the agent may have no room to find out whether a call is refused. */
class StackEndTest {
    private static final String CALLS = "com.acme.app.StackEnd";
    private static final long STACK = 400_000;

    @ParameterizedTest
    @ValueSource(strings = {"announced", "unannounced"})
    void noCallPassesABlockForWantOfRoom(String way) throws Exception {
        Trial trial = blocking();
        assertThat(passed(trial, way)).isEqualTo(0);
        assertThat(passed(trial, way)).as("when the call sites are known").isEqualTo(0);
        trial.gate().takeFault(); // such calls may not have been counted
    }

    @ParameterizedTest
    @ValueSource(strings = {"announced", "unannounced"})
    void withoutABlockCallsPassWhereverTheyAreMade(String way) throws Exception {
        Trial trial = blocking();
        passed(trial, way);
        trial.gate().apply(new PolicyMatcher(acme(Mode.COUNT)), null);
        assertThat(passed(trial, way)).isGreaterThan(1);
        trial.gate().takeFault();
    }

    private static Trial blocking() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Reflected.call(trial.loader().loadClass(CALLS), "prepare");
        trial.gate().apply(new PolicyMatcher(acme(Mode.BLOCK)), null);
        return trial;
    }

    private static int passed(Trial trial, String way) throws Exception {
        Class<?> type = trial.loader().loadClass(CALLS);
        AtomicReference<Object> answer = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        answer.set(Reflected.call(type, way));
                    } catch (Exception e) {
                        answer.set(e);
                    }
                },
                "a small stack",
                STACK);
        thread.start();
        thread.join();
        return (Integer) requireNonNull(answer.get());
    }
}
