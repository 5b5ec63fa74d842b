package dev.lastcall.runtime;

import dev.lastcall.output.Console;
import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Settings;
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
    private static final long LONGEST_FAREWELL_MILLIS = 3_000;

    private final Lookout lookout;
    private List<PolicyKeeper.Stamp> read = List.of();
    private @Nullable PolicyKeeper keeper;
    private volatile boolean ending;

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

    /** The thread's work; the shutdown hook, another thread, has it finished. */
    @Override
    public void run() {
        if (Thread.currentThread() != this) {
            finish();
            return;
        }
        for (int tick = 1; !ending; tick++) {
            waitAndWork(tick % TICKS_PER_HEARTBEAT == 0);
        }
        try {
            lookout.end();
        } catch (Throwable failure) {
            Console.stderr().line("lastcall: a failure of the agent's own at exit: " + failure);
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
                work(lookout.life(), heartbeat);
            }
        } catch (Throwable failure) {
            survive(lookout.life(), failure);
        }
    }

    private void work(@Nullable Life life, boolean heartbeat) {
        long now = System.currentTimeMillis();
        if (life != null) {
            life.work(now, heartbeat);
        } else if (heartbeat) {
            lookout.heartbeat(now);
        }
        if (heartbeat) {
            keeper().look(now);
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

    private synchronized PolicyKeeper keeper() {
        PolicyKeeper known = keeper;
        if (known == null) {
            known = lookout.keeper(read);
            keeper = known;
        }
        return known;
    }

    /** Waits for the end of the work, though not for ever. */
    private void finish() {
        ending = true;
        LockSupport.unpark(this);
        try {
            join(LONGEST_FAREWELL_MILLIS);
        } catch (Exception interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
