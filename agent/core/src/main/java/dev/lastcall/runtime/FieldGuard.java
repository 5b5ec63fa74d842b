package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Puts the guard into {@link Field}, once, before the first class loads whose fields are listed: until then nobody has such a
 * field, and most applications never do. The thread that loads the class is in a transformer, so the JVM would tell none
 * of what it retransforms: another one does it, and this one waits. Thread-safe.
 */
final class FieldGuard implements Runnable {
    /** Should another agent's transformer wait for a lock that the loading thread has. */
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final CallTransformer.Listener listener;
    private @Nullable Thread thread;
    private volatile boolean settled;

    FieldGuard(Instrumentation instrumentation, CallTransformer transformer, CallTransformer.Listener listener) {
        this.instrumentation = instrumentation;
        this.transformer = transformer;
        this.listener = listener;
    }

    /** Returns when the guard stands. If it can't, that is a blind spot, which is told once. */
    void set() {
        if (settled) {
            return;
        }
        try {
            if (!ended(thread())) {
                fail("this took too long");
            }
        } catch (Throwable failure) {
            fail(failure.toString());
        }
    }

    private synchronized Thread thread() {
        Thread known = thread;
        if (known == null) {
            known = new Thread(null, this, "lastcall-fields", 0, false);
            known.setDaemon(true);
            known.setContextClassLoader(null);
            known.start();
            thread = known;
        }
        return known;
    }

    /** Waits until the thread has ended, though not for ever, and whether interrupted or not. */
    private static boolean ended(Thread thread) {
        boolean interrupted = false;
        long deadline = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
        for (long left = LONGEST_WAIT_MILLIS;
                left > 0 && thread.isAlive();
                left = deadline - System.currentTimeMillis()) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public void run() {
        try {
            transformer.guardField();
            instrumentation.retransformClasses(Field.class);
            settled = true;
        } catch (Throwable failure) {
            fail(failure.toString());
        }
    }

    private synchronized void fail(String reason) {
        if (!settled) {
            settled = true;
            listener.notWoven(
                    Field.class.getName(), "fields read or written through reflection may be missed: " + reason);
        }
    }
}
