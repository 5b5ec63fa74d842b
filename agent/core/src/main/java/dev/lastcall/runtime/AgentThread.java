package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Settings;
import dev.lastcall.text.OneLine;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own thread, from start to the end of the process: keeps the clock, the ledger and the policy, and writes the
 * log, so that no thread of the application waits for a disk or a console.
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

    private final Lookout lookout;
    private List<PolicyKeeper.Stamp> read = List.of();
    private @Nullable PolicyKeeper keeper;
    private Thread[] dying = new Thread[0];
    private boolean jvmStartSaid;
    private @Nullable ClockWatch clock;
    private volatile boolean ending;
    private volatile boolean ended;
    /** When the closing lines are due while shutdown hooks run; 0: they don't run, or the lines are said. */
    private volatile long sayUntilMillis;

    AgentThread(Lookout lookout) {
        super(null, null, "lastcall", 0, false);
        this.lookout = lookout;
        setDaemon(true);
        setContextClassLoader(null);
    }

    /** @param asRead what the policy files were like before they were read */
    void begin(List<PolicyKeeper.Stamp> asRead) {
        read = asRead;
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
        Life life = lookout.life();
        if (life != null && life.endsAfterHooks()) {
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
            lookout.say("lastcall: shutdown hooks of the application still run, and calls may follow");
        }
    }

    @SuppressWarnings("removal") // on a JDK without a security manager the answer is no
    private void end(boolean last) {
        try {
            readReferences(last);
            if (System.getSecurityManager() == null) {
                lookout.end(last);
            } else {
                AllowedWork.end(lookout, last);
            }
        } catch (Throwable failure) {
            Console.stderr().line(OneLine.of("lastcall: a failure of the agent's own at exit: " + failure));
        }
    }

    private void readReferences(boolean last) {
        try {
            lookout.readReferences(LONGEST_READING_AT_END_NANOS, last);
        } catch (Throwable failure) {
            Console.stderr().line(OneLine.of("lastcall: references of loaded classes may be missing: " + failure));
        }
    }

    /**
     * Nothing may end this thread: without it a file that is cut stays cut. So the waiting is guarded too: where an access to
     * such a file has failed, the JVM throws its {@code InternalError} when the thread next leaves Java code, which is here.
     */
    private void waitAndWork(boolean heartbeat) {
        try {
            LockSupport.parkNanos(TICK_NANOS);
            if (!ending) {
                work(heartbeat);
            }
        } catch (Throwable failure) {
            survive(lookout.life(), failure);
        }
    }

    /** The security manager that is asked may have come after this thread. */
    @SuppressWarnings("removal") // on a JDK without one the answer is no
    private void work(boolean heartbeat) {
        if (System.getSecurityManager() == null) {
            work(lookout.life(), heartbeat);
        } else {
            AllowedWork.tick(this, heartbeat);
        }
    }

    void work(@Nullable Life life, boolean heartbeat) {
        long now = System.currentTimeMillis();
        if (life != null) {
            life.work(now, heartbeat);
        } else if (heartbeat) {
            lookout.heartbeat(now);
        }
        if (heartbeat) {
            if (!jvmStartSaid) {
                jvmStartSaid = true;
                lookout.jvmStarted(JvmStart.millis());
                lookout.sayProgram();
            }
            lookAtClock(now);
            keeper().look(now);
        }
        sayWhileHooksRun(now);
        for (Thread stopped : takeDying()) {
            ThreadEnd.stop(stopped);
        }
        lookout.readReferences(LONGEST_READING_NANOS, false);
    }

    private void lookAtClock(long now) {
        ClockWatch watch = clock;
        if (watch == null) {
            watch = new ClockWatch();
            clock = watch;
        }
        long expected = watch.expected(now, System.nanoTime());
        if (expected != now) {
            lookout.clockJumped(expected, now);
        }
    }

    /** Where the heap is full, even a note may fail; the thread must go on until the heap recovers. */
    private static void survive(@Nullable Life life, Throwable failure) {
        try {
            if (life != null) {
                life.noteOnce("a failure of the agent's own: " + failure);
            }
        } catch (Throwable evenThat) {
            // told at the next tick, if there is still something to tell
        }
    }

    /**
     * Takes over changes of settings that a person has asked for.
     *
     * @return what is in force now, in a few words
     * @throws ConfigurationException if what they set is wrong; nothing has changed then
     */
    String change(Settings changes) throws ConfigurationException {
        return keeper().change(changes, System.currentTimeMillis());
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

    Lookout lookout() {
        return lookout;
    }

    private synchronized PolicyKeeper keeper() {
        PolicyKeeper known = keeper;
        if (known == null) {
            known = lookout.keeper(read);
            keeper = known;
        }
        return known;
    }

    /**
     * The application's shutdown hooks have run, or nothing is known of them: has the agent end, and waits for that, though
     * not for ever. If it has ended already, a class has mattered since, and there is more to tell.
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
}
