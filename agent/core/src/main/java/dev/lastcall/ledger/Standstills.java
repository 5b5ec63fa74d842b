package dev.lastcall.ledger;

/**
 * Adds up the times in which the process stood still, so that a ledger needs few records for many: a time is due at
 * once if nothing was written for a while, which holds for each long one. Others wait, and become one time that is as
 * long as all of them and ends with the last. Not thread-safe.
 */
final class Standstills {
    private static final long INTERVAL_MILLIS = 10 * 60_000;
    private static final long LATER_INTERVAL_MILLIS = 60 * 60_000;
    private static final int WRITTEN_SOON = 1_000;

    private int written;
    private long lastWritten = Long.MIN_VALUE;
    private long until;
    private long length;

    /**
     * Adds one; all in milliseconds since 1970 UTC.
     *
     * @return whether it is time to {@link #take} what there is
     */
    boolean add(long from, long to) {
        length += Math.max(0, to - from);
        until = to;
        long interval = written < WRITTEN_SOON ? INTERVAL_MILLIS : LATER_INTERVAL_MILLIS;
        return lastWritten == Long.MIN_VALUE || Math.abs(to - lastWritten) >= interval;
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Where the time begins that {@link #take} takes. */
    long from() {
        return until - length;
    }

    /** Where it ends. */
    long until() {
        return until;
    }

    /** What there was is written. */
    void take() {
        written++;
        lastWritten = until;
        length = 0;
    }
}
