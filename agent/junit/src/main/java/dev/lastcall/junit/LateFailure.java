package dev.lastcall.junit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * The additional failed test for forbidden calls that have failed no other test. It is reported when all other engines
 * are done: the platform runs engines one after the other, in the order of the class path, and this engine may be the
 * first. Thread-safe.
 */
final class LateFailure {
    static final LateFailure CURRENT = new LateFailure(TestRun.CURRENT);
    static final String ENGINE = "lastcall";

    private final TestRun run;
    private final Set<String> others = new HashSet<>();
    private @Nullable EngineExecutionListener listener;
    private @Nullable TestDescriptor root;
    private @Nullable String wrong;
    private int failures;

    LateFailure(TestRun run) {
        this.run = run;
    }

    static boolean isOurs(TestIdentifier test) {
        return test.getUniqueId().startsWith("[engine:" + ENGINE + "]");
    }

    synchronized void begin(TestPlan plan) {
        others.clear();
        listener = null;
        root = null;
        for (TestIdentifier engine : plan.getRoots()) {
            if (!isOurs(engine)) {
                others.add(engine.getUniqueId());
            }
        }
    }

    /** Settings that cannot be read fail the tests as well. */
    synchronized void wrong(String message) {
        wrong = message;
    }

    /** The engine {@code lastcall} is asked to run. */
    void execute(TestDescriptor engine, EngineExecutionListener events) {
        synchronized (this) {
            root = engine;
            listener = events;
        }
        reportWhenDone();
    }

    /** Something has finished, perhaps the last engine. */
    void ended(TestIdentifier test) {
        boolean engine;
        synchronized (this) {
            engine = others.remove(test.getUniqueId());
        }
        if (engine) {
            reportWhenDone();
        }
    }

    private void reportWhenDone() {
        EngineExecutionListener events;
        TestDescriptor engine;
        String problem;
        synchronized (this) {
            events = listener;
            engine = root;
            if (!others.isEmpty() || events == null || engine == null) {
                return;
            }
            listener = null;
            problem = wrong;
            wrong = null;
        }
        if (problem != null) {
            report(engine, events, problem);
        }
        List<String> texts;
        try {
            texts = run.notYetFailed();
        } catch (RuntimeException unreadable) { // such as a baseline
            report(engine, events, String.valueOf(unreadable.getMessage()));
            return;
        }
        if (!texts.isEmpty()) {
            report(
                    engine,
                    events,
                    "lastcall: tests call deprecated code that the baseline does not tolerate, or that is forbidden:\n  "
                            + String.join("\n  ", texts) + "\n" + TestRun.REMEDY);
        }
    }

    private void report(TestDescriptor engine, EngineExecutionListener events, String message) {
        int number;
        synchronized (this) {
            number = ++failures;
        }
        TestDescriptor test = new Failed(engine.getUniqueId().append("new", String.valueOf(number)));
        engine.addChild(test);
        events.dynamicTestRegistered(test);
        events.executionStarted(test);
        AssertionError error = new AssertionError(message);
        error.setStackTrace(new StackTraceElement[0]);
        events.executionFinished(test, TestExecutionResult.failed(error));
    }

    private static final class Failed extends AbstractTestDescriptor {
        Failed(UniqueId id) {
            super(id, "deprecated calls");
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }
}
