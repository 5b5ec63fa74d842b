package dev.lastcall.ledger;

/**
 * A record of the watch state, as it is written. Immutable.
 *
 * @param millis since when it is so, in milliseconds since 1970 UTC
 * @param jvmStartedAt in milliseconds since 1970 UTC; 0: not known, or as in another record
 * @param heartbeatMillis how often the process says that it lives; 0: never
 * @param state one of {@code LedgerLayout.WATCH_WORDS}
 * @param attached whether the application ran already when the agent started
 */
record WatchNote(long millis, long jvmStartedAt, int heartbeatMillis, String state, boolean attached, String reason) {}
