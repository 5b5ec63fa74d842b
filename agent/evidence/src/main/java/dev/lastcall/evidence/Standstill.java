package dev.lastcall.evidence;

import java.time.Instant;

/**
 * A time in which a process did not run: it was stopped, or held by a debugger or a long collection of garbage, its
 * container was frozen, or its machine suspended. Nothing was called and nothing was watched. Immutable.
 *
 * @param from when the process was last known to run
 * @param until when it ran again
 */
public record Standstill(Instant from, Instant until) {}
