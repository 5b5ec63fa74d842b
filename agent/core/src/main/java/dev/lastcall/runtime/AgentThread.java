package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.text.OneLine;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own thread, from start to the end of the process: gives the agent its turns, so that no thread of the
 * application waits for a disk or a console.
 */
final class AgentThread extends Thread {
    private static final long TICK_NANOS = 250_000_000;
    private static final int TICKS_PER_HEARTBEAT = 4;
    static final int HEARTBEAT_MILLIS = 1_000;
    /** Of class files that have waited, at each tick. */
    private static final long LONGEST_READING_NANOS = 100_000_000;
    /** The user waits for the end. */
    private static final long LONGEST_READING_AT_END_NANOS = 300_000_000;

    private static final long LONGEST_FAREWELL_MILLIS = 3_000;
    /** Less than the ten seconds after which containers are killed. */
    private static final long LONGEST_SILENCE_MILLIS = 8_000;

    private final AgentWork work;
    private Thread[] dying = new Thread[0];
    private volatile boolean ending;
    private volatile boolean ended;
    /** When the closing lines are due while shutdown hooks run; 0: they don't run, or the lines are said. */
    private volatile long sayUntilMillis;

    AgentThread(AgentWork work) {
        super(null, null, "lastcall", 0, false);
        this.work = work;
        setDaemon(true);
        setContextClassLoader(null);
    }

    void begin() {
        start();
        try {
            Thread farewell = new Thread(null, this, "lastcall-exit", 0, false);
            farewell.setContextClassLoader(null);
            Runtime.getRuntime().addShutdownHook(farewell);
        } catch (RuntimeException alreadyEnding) {
            // it is an IllegalStateException, whose name would load its class at each start; there will be no summary
        }
    }

    /** The thread's work; the shutdown hook is another thread. */
    @Override
    public void run() {
        if (Thread.currentThread() != this) {
            leave();
            return;
        }
        for (int tick = 1; !ending; tick++) {
            waitAndWork(tick % TICKS_PER_HEARTBEAT == 0);
        }
        end(true);
        ended = true;
    }

    /** The application's shutdown hooks run, beside this one: if the agent can end after them, it does. */
    private void leave() {
        if (work.endsAfterHooks()) {
            sayUntilMillis = System.currentTimeMillis() + LONGEST_SILENCE_MILLIS;
        } else {
            finish();
        }
    }

    /** Where the hooks take long, or for ever, the closing lines don't wait for them: the process may be killed. */
    private void sayWhileHooksRun(long nowMillis) {
        if (sayUntilMillis != 0 && nowMillis >= sayUntilMillis) {
            sayUntilMillis = 0;
            end(false);
            work.say("lastcall: shutdown hooks of the application still run, and calls may follow");
        }
    }

    @SuppressWarnings("removal") // on a JDK without a security manager the answer is no
    private void end(boolean last) {
        try {
            readReferences(last);
            if (System.getSecurityManager() == null) {
                work.end(last);
            } else {
                Allowed.end(this, last);
            }
        } catch (Throwable failure) {
            Console.stderr().line(OneLine.of("lastcall: a failure of the agent's own at exit: " + failure));
        }
    }

    private void readReferences(boolean last) {
        try {
            work.readReferences(LONGEST_READING_AT_END_NANOS, last);
        } catch (Throwable failure) {
            Console.stderr().line(OneLine.of("lastcall: references of loaded classes may be missing: " + failure));
        }
    }

    /**
     * Nothing may end this thread: without it a file that is cut stays cut. So the waiting is guarded too: where an
     * access to such a file has failed, the JVM throws its {@code InternalError} when the thread next leaves Java code,
     * which is here.
     */
    private void waitAndWork(boolean heartbeat) {
        try {
            LockSupport.parkNanos(TICK_NANOS);
            if (!ending) {
                work(heartbeat);
            }
        } catch (Throwable failure) {
            survive(failure);
        }
    }

    /** The security manager that is asked may have come after this thread. */
    @SuppressWarnings("removal") // on a JDK without one the answer is no
    private void work(boolean heartbeat) {
        if (System.getSecurityManager() == null) {
            turn(heartbeat);
        } else {
            Allowed.turn(this, heartbeat);
        }
    }

    private void turn(boolean heartbeat) {
        long now = System.currentTimeMillis();
        work.work(now, heartbeat);
        sayWhileHooksRun(now);
        for (Thread stopped : takeDying()) {
            ThreadEnd.stop(stopped);
        }
        work.readReferences(LONGEST_READING_NANOS, false);
    }

    /** Where the heap is full, even a note may fail; the thread must go on until the heap recovers. */
    private void survive(Throwable failure) {
        try {
            work.failed(failure);
        } catch (Throwable evenThat) {
            // reported at the next tick, if there is still something to report
        }
    }

    /** Stops a thread at the next tick, when it is out of where it can't be stopped. */
    void stopLater(Thread stopped) {
        synchronized (this) {
            dying = Arrays.copyOf(dying, dying.length + 1);
            dying[dying.length - 1] = stopped;
        }
        LockSupport.unpark(this);
    }

    private synchronized Thread[] takeDying() {
        Thread[] taken = dying;
        if (taken.length > 0) {
            dying = new Thread[0];
        }
        return taken;
    }

    /**
     * The application's shutdown hooks have run, or nothing is known of them: has the agent end, and waits for that,
     * though not for ever. If it has ended already, a class has mattered since, and there is more to tell.
     */
    void finish() {
        if (ended) {
            end(true);
            return;
        }
        ending = true;
        LockSupport.unpark(this);
        try {
            join(LONGEST_FAREWELL_MILLIS);
        } catch (Exception interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A turn under a security manager, with what the agent may do: the thread has inherited what its maker was allowed,
     * which was less. Loaded only then, which is hardly ever.
     *
     * @param ends whether it is the end's
     * @param flag whether there is a heartbeat, or whether it is the last end
     */
    @SuppressWarnings("removal") // where there is no security manager any more, all is allowed
    private record Allowed(AgentThread thread, boolean ends, boolean flag)
            implements PrivilegedAction<@Nullable Object> {
        static void turn(AgentThread thread, boolean heartbeat) {
            AccessController.doPrivileged(new Allowed(thread, false, heartbeat));
        }

        static void end(AgentThread thread, boolean last) {
            AccessController.doPrivileged(new Allowed(thread, true, last));
        }

        @Override
        public @Nullable Object run() {
            if (ends) {
                thread.work.end(flag);
            } else {
                thread.turn(flag);
            }
            return null;
        }
    }
}
