package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.function.Predicate;

/**
 * Puts the guard into {@link Field}, once, before the first class loads whose fields are listed: until then nobody has
 * such a field, and most applications never do. Likewise into {@link MethodHandles.Lookup}, before the first class
 * loads that names what defines hidden classes, and into the class of the JVM's {@code Instrumentation} where there are
 * other agents. The thread that loads the class is in a transformer, so the JVM would tell none of what it
 * retransforms: another one does it, and this one waits. Thread-safe.
 */
final class FieldGuard implements Runnable {
    /** Should another agent's transformer wait for a lock that the loading thread has. */
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final CallTransformer.Listener listener;
    private final Class<?> guarded;
    private final String loss;
    private final Predicate<Class<?>> stands;
    private final Errand errand;
    private boolean started;
    private volatile boolean settled;

    /** Makes the thread already: under a security manager, the code that loads the class may not. */
    FieldGuard(ClassWatch classes, Predicate<Class<?>> stands) {
        this(classes, stands, Field.class, "fields read or written through reflection may be missed: ");
    }

    /** @param stands whether a class has a guard in the code that it has now */
    private FieldGuard(ClassWatch classes, Predicate<Class<?>> stands, Class<?> guarded, String loss) {
        this.stands = stands;
        this.errand = new Errand("lastcall-fields", this);
        this.guarded = guarded;
        this.loss = loss;
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.listener = classes.listener();
    }

    /** The one that {@link MethodHandles.Lookup} gets. */
    static FieldGuard ofLookup(ClassWatch classes, Predicate<Class<?>> stands) {
        return new FieldGuard(
                classes, stands, MethodHandles.Lookup.class, "calls in hidden classes, and into them, may be missed: ");
    }

    /** The one that the class of what each agent has gets. */
    static FieldGuard ofAgents(ClassWatch classes, Predicate<Class<?>> stands) {
        return new FieldGuard(
                classes,
                stands,
                classes.instrumentation().getClass(),
                "what other agents take out of classes again may be missed: ");
    }

    /** Returns when the guard stands. If it can't, that is a blind spot, which is reported once. */
    void set() {
        if (settled) {
            return;
        }
        try {
            startOnce();
            if (!errand.hasEnded(LONGEST_WAIT_MILLIS)) {
                fail("this took too long");
            }
        } catch (Throwable failure) {
            fail(failure.toString());
            if (ThreadEnd.is(failure)) {
                throw failure;
            }
        }
    }

    private synchronized void startOnce() {
        if (!started) {
            started = true;
            errand.start();
        }
    }

    @Override
    public void run() {
        try {
            if (guarded == Field.class) {
                transformer.guardField();
            } else if (guarded == MethodHandles.Lookup.class) {
                transformer.guardLookup();
            } else {
                transformer.guardAgents(instrumentation);
            }
            instrumentation.retransformClasses(guarded);
            if (!stands.test(guarded)) {
                fail("another agent gives the class other code");
            }
            settled = true;
        } catch (Throwable failure) {
            fail(failure.toString());
        }
    }

    private synchronized void fail(String reason) {
        if (!settled) {
            settled = true;
            listener.notWoven(guarded.getName(), loss + reason);
        }
    }
}
