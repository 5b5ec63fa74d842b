package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/**
 * Puts the guard into {@link Field}, once, before the first class loads whose fields are listed: until then nobody has such a
 * field, and most applications never do. Likewise into {@link MethodHandles.Lookup}, before the first class loads that
 * names what defines hidden classes. The thread that loads the class is in a transformer, so the JVM would tell none
 * of what it retransforms: another one does it, and this one waits. Thread-safe.
 */
final class FieldGuard extends Thread {
    /** Should another agent's transformer wait for a lock that the loading thread has. */
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final CallTransformer.Listener listener;
    private final Class<?> guarded;
    private final String loss;
    private boolean started;
    private volatile boolean settled;

    /** Makes the thread already: under a security manager, whoever loads the class may not. */
    FieldGuard(Instrumentation instrumentation, CallTransformer transformer, CallTransformer.Listener listener) {
        this(
                instrumentation,
                transformer,
                listener,
                Field.class,
                "fields read or written through reflection may be missed: ");
    }

    private FieldGuard(
            Instrumentation instrumentation,
            CallTransformer transformer,
            CallTransformer.Listener listener,
            Class<?> guarded,
            String loss) {
        super(system(), null, "lastcall-fields", 0, false);
        this.guarded = guarded;
        this.loss = loss;
        setDaemon(true);
        setContextClassLoader(null);
        this.instrumentation = instrumentation;
        this.transformer = transformer;
        this.listener = listener;
    }

    /** The one that {@link MethodHandles.Lookup} gets. */
    static FieldGuard ofLookup(
            Instrumentation instrumentation, CallTransformer transformer, CallTransformer.Listener listener) {
        return new FieldGuard(
                instrumentation,
                transformer,
                listener,
                MethodHandles.Lookup.class,
                "calls in hidden classes, and into them, may be missed: ");
    }

    /** No group of the application's, which may be destroyed before the thread starts. */
    private static ThreadGroup system() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup above = group; above != null; above = above.getParent()) {
            group = above;
        }
        return group;
    }

    /** Returns when the guard stands. If it can't, that is a blind spot, which is told once. */
    void set() {
        if (settled) {
            return;
        }
        try {
            startOnce();
            if (!hasEnded()) {
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
            start();
        }
    }

    /** Waits until the thread has ended, though not for ever, and whether interrupted or not. */
    private boolean hasEnded() {
        boolean interrupted = false;
        long deadline = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
        for (long left = LONGEST_WAIT_MILLIS; left > 0 && isAlive(); left = deadline - System.currentTimeMillis()) {
            try {
                join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isAlive();
    }

    @Override
    public void run() {
        try {
            if (guarded == Field.class) {
                transformer.guardField();
            } else {
                transformer.guardLookup();
            }
            instrumentation.retransformClasses(guarded);
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
