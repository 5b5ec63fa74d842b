package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of refused calls, too, the first, 10th, 100th … are due for the log, whatever threads make them. */
class RefusedCallsTest {
    private static final String TICKETS = "com.acme.app.Tickets";

    private final List<Long> due = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachDueCallIsToldOnceAndNoneIsMissed() throws Exception {
        Trial trial = trial(Mode.BLOCK);
        refusedOn(trial, 1, 9);
        assertThat(due).containsExactly(1L);
        refusedOn(trial, 1, 1);
        assertThat(due).containsExactly(1L, 10L);
        refusedOn(trial, 8, 500);
        assertThat(due).containsExactlyInAnyOrder(1L, 10L, 100L, 1_000L);
        refusedOn(trial, 1, 10_000 - 4_010);
        assertThat(due).hasSize(5).contains(10_000L);
        assertThat(trial.calls()).isEqualTo(10_000);
    }

    @Test
    void callsThatWereLetThroughInBetweenAreCountedAsWell() throws Exception {
        Trial trial = trial(Mode.BLOCK);
        refusedOn(trial, 1, 11);
        trial.gate().apply(new PolicyMatcher(acme(Mode.COUNT)), null);
        for (int i = 0; i < 88; i++) {
            trial.run(TICKETS, "direct");
        }
        trial.gate().apply(new PolicyMatcher(acme(Mode.BLOCK)), null);
        assertThat(due).containsExactly(1L, 10L);
        refusedOn(trial, 1, 1);
        assertThat(due).containsExactly(1L, 10L, 100L);
    }

    private Trial trial(Mode mode) {
        return new Trial(acme(mode), (time, site, message, call, refused, allowedBy) -> due.add(call));
    }

    private static void refusedOn(Trial trial, int number, int times) throws Exception {
        Class<?> type = trial.loader().loadClass(TICKETS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < times; j++) {
                    try {
                        Reflected.call(type, "direct");
                    } catch (Trial.Refused expected) {
                        // as it should be
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(trial.gate().takeFault()).isNull();
    }
}
