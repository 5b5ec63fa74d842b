package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deprecated classes are run for by the JDK, on threads where nobody of the application is to be seen. */
class CallbackTest {
    private static final String JOBS = "com.acme.app.Jobs";

    @ParameterizedTest
    @CsvSource({"executor, sent", "threadOfItsOwn, ran", "timer, timed", "future, supplied", "stream, 4032"})
    void whatADeprecatedClassHandsToTheJdkIsItsOwn(String method, String result) throws Exception {
        Trial trial = new Trial(jobs(Mode.BLOCK));
        assertThat(trial.run(JOBS, method)).isEqualTo(result);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(told(trial)).containsExactly("CALL 1 com.acme.app.Jobs." + method + " OldMailer." + method);
    }

    @ParameterizedTest
    @CsvSource({
        "task, NEW 1 com.acme.app.Jobs.task OldTask.<init>, VIRTUAL 1 com.acme.app.Jobs.task OldTask.run",
        "taskOfSubclass, SUPER 1 com.acme.app.Jobs$Own.<init> OldTask.<init>,"
                + " VIRTUAL 1 com.acme.app.Jobs$Own.<init> OldTask.run",
        "thread, NEW 1 com.acme.app.Jobs.thread OldThread.<init>, VIRTUAL 1 com.acme.app.Jobs.thread OldThread.run",
        "taskInAFuture, NEW 1 com.acme.app.Jobs.taskInAFuture OldTask.<init>,"
                + " VIRTUAL 1 com.acme.app.Jobs.taskInAFuture OldTask.run"
    })
    void whoMakesWhatTheJdkRunsIsItsCaller(String method, String made, String ran) throws Exception {
        Trial trial = new Trial(jobs(Mode.COUNT));
        trial.run(JOBS, method);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(told(trial)).containsExactlyInAnyOrder(made, ran);
    }

    @Test
    void theSwitchOverAnEnumBelongsToTheClassThatWroteIt() throws Exception {
        Trial trial = new Trial(jobs(Mode.COUNT));
        assertThat(trial.run(JOBS, "enumSwitch")).isEqualTo(2);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.called()).hasSizeGreaterThan(1).allSatisfy(it -> {
            Caller caller = it.site().caller();
            assertThat(caller.className()).isEqualTo(JOBS);
            assertThat(caller.source()).isEqualTo("Jobs.java");
        });
    }

    private static Policy jobs(Mode mode) {
        AllowEntry application =
                new AllowEntry("com.acme.app.**", new ClassPattern("com.acme.app.**"), null, "test", null, null);
        return policy(mode, rule("jobs", signatures("com.acme.jobs.**"), List.of(), application));
    }

    private static List<String> told(Trial trial) {
        List<String> told = new ArrayList<>();
        for (SiteCounts counts : trial.called()) {
            Caller caller = counts.site().caller();
            String target = counts.site().target().className();
            told.add(
                    counts.site().kind() + " " + counts.calls() + " " + caller.className() + '.' + caller.method() + ' '
                            + target.substring(target.lastIndexOf('.') + 1) + '.'
                            + counts.site().target().member());
        }
        return told;
    }
}
