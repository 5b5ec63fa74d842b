package dev.lastcall.evidence;

import java.time.Instant;

/**
 * An uninterrupted time in which a process watched, or did not. Immutable.
 *
 * @param from on the clock of the machine
 * @param until when the next period begins, or when the process was last seen; not before {@code from}, unless the
 *     clock was put back
 * @param reason why nothing was watched, in a sentence; empty if the state is enough
 */
public record WatchPeriod(WatchState state, Instant from, Instant until, String reason) {}
