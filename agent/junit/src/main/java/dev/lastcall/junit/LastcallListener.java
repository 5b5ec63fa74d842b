package dev.lastcall.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The JUnit Platform notifies it when a test begins and ends; registered by service file. Thread-safe. */
public final class LastcallListener implements TestExecutionListener {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final TestRun run;
    private final Map<String, TestNode> open = new ConcurrentHashMap<>();
    private volatile @Nullable TestPlan plan;

    /** For the platform. */
    public LastcallListener() {
        this(TestRun.CURRENT);
    }

    LastcallListener(TestRun run) {
        this.run = run;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        if (!run.isWatched()) {
            sayOnce("lastcall: no agent watches this JVM, so it is not known which test calls what; start it with"
                    + " -javaagent:lastcall.jar and a policy, or add the goal prepare-agent of lastcall-maven-plugin");
            return;
        }
        try {
            run.use(JunitSettings.read(
                    name -> started.getConfigurationParameters().get(name)));
        } catch (IllegalArgumentException wrong) {
            LateFailure.CURRENT.wrong(String.valueOf(wrong.getMessage()));
        } catch (LinkageError older) {
            sayOnce("lastcall: this JUnit Platform is older than 1.8, so it is not known which test calls what; add"
                    + " junit-platform-launcher of a newer version to the tests");
            return;
        }
        plan = started;
        LateFailure.CURRENT.begin(started);
    }

    private static void sayOnce(String line) {
        if (!SAID.getAndSet(true)) {
            LastcallSession.say(line);
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        TestPlan of = plan;
        if (of != null && !LateFailure.isOurs(test)) {
            TestNode node = TestNames.node(of, test);
            open.put(node.id(), node);
            run.begin(node);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        LateFailure.CURRENT.ended(test);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        TestNode node = open.remove(test.getUniqueId());
        if (node != null) {
            run.end(node);
        }
        LateFailure.CURRENT.ended(test);
    }
}
