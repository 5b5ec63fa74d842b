package dev.lastcall.runtime;

/** Holds the clock of the machine against the time that passes. Used by one thread at a time. */
final class ClockWatch {
    private static final long MOST_MILLIS = 5 * 60_000;
    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private boolean begun;
    private long lastMillis;
    private long lastNanos;

    /**
     * To be called at each heartbeat.
     *
     * @param millis what the clock says, in milliseconds since 1970 UTC
     * @param nanos what {@link System#nanoTime} says
     * @return what the clock should say, if it is more than five minutes off; else the same as {@code millis}
     */
    long expected(long millis, long nanos) {
        long expected = begun ? lastMillis + (nanos - lastNanos) / NANOS_IN_A_MILLI : millis;
        begun = true;
        lastMillis = millis;
        lastNanos = nanos;
        return Math.abs(millis - expected) > MOST_MILLIS ? expected : millis;
    }
}
