package dev.lastcall.runtime;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what happened to clock and process between two heartbeats. Three things look alike on the clock of the machine:
 *
 * <ul>
 *   <li>The process was stopped, or its container frozen: {@link System#nanoTime} goes on with the clock.
 *   <li>The machine was suspended: on most systems {@code nanoTime} stands still meanwhile, and the clock does not. The
 *       time since the machine started goes on, too, where it can be asked for.
 *   <li>Somebody set the clock: nothing but that has changed.
 * </ul>
 *
 * Used by one thread at a time.
 */
final class ClockWatch {
    /** Clocks are set by less now and then. */
    private static final long MOST_OFF_MILLIS = 5 * 60_000;
    /** So many heartbeats may fail before readers miss a process. */
    static final long LONGEST_BEAT_MILLIS = 10 * AgentThread.HEARTBEAT_MILLIS;

    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private final LongSupplier sinceBoot;
    private long lastMillis;
    private long lastNanos;
    private boolean asked;
    /** What the clock said when the machine started, as it went when that was asked; 0: not known. */
    private long boot;

    /**
     * What happened; all in milliseconds since 1970 UTC.
     *
     * @param stillFrom when the process was last known to run
     * @param stillUntil when it ran again, by the clock as it went before it jumped; the same if it never stood still
     * @param expected what the clock should have said; the same as {@code said} if it did not jump
     * @param said what it said
     */
    record Gap(long stillFrom, long stillUntil, long expected, long said) {
        boolean stoodStill() {
            return stillUntil > stillFrom;
        }

        boolean clockJumped() {
            return expected != said;
        }
    }

    /**
     * Begins at a moment at which the process runs.
     *
     * @param millis what the clock says, in milliseconds since 1970 UTC
     * @param nanos what {@link System#nanoTime} says
     * @param sinceBoot says how many milliseconds ago the machine started, with those in which it was suspended; 0: not
     *     known
     */
    ClockWatch(long millis, long nanos, LongSupplier sinceBoot) {
        this.lastMillis = millis;
        this.lastNanos = nanos;
        this.sinceBoot = sinceBoot;
    }

    /** To be called at each heartbeat, with what both say now. Null if all is as it should be. */
    @Nullable
    Gap look(long millis, long nanos) {
        long from = lastMillis;
        long passed = (nanos - lastNanos) / NANOS_IN_A_MILLI;
        long expected = from + passed;
        long off = Math.abs(millis - expected);
        lastMillis = millis;
        lastNanos = nanos;
        boolean isLate = passed > LONGEST_BEAT_MILLIS;
        if (asked && !isLate && off <= LONGEST_BEAT_MILLIS) {
            return null;
        }
        if (wasSuspended(millis, off) && millis - from > LONGEST_BEAT_MILLIS) {
            return new Gap(from, millis, millis, millis);
        }
        boolean jumped = off > MOST_OFF_MILLIS;
        return jumped || isLate ? new Gap(from, isLate ? expected : from, jumped ? expected : millis, millis) : null;
    }

    /** Whether the clock is where the time since the machine started would have it, so that nobody set it. */
    private boolean wasSuspended(long millis, long off) {
        long before = boot;
        long since = sinceBoot.getAsLong();
        boot = since == 0 ? 0 : millis - since;
        boolean known = asked && before != 0 && boot != 0;
        asked = true;
        return known && off > LONGEST_BEAT_MILLIS && Math.abs(boot - before) < off / 2;
    }
}
