package dev.lastcall.evidence;

import java.time.Instant;

/**
 * How many calls a site had in a time. Immutable.
 *
 * @param calls all of them, as in {@code SiteCounts.calls}; at least 1
 */
public record HistoryPoint(Instant from, Instant until, long calls) {}
