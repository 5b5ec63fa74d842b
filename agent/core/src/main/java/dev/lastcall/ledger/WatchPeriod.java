package dev.lastcall.ledger;

import java.time.Instant;

/**
 * A time in which a process watched, or did not, without a break. Immutable.
 *
 * @param from on the clock of the machine
 * @param until where the next period begins, or when the process was last seen; not before {@code from}, unless the
 *     clock was put back
 * @param reason why nothing was watched, in a sentence; empty if the state says it all
 */
public record WatchPeriod(WatchState state, Instant from, Instant until, String reason) {}
