package dev.lastcall.evidence;

import java.time.Instant;

/**
 * The clock of the machine went more than five minutes further than time did, or back. Immutable.
 *
 * @param expected what the clock would have said, by the time that passed since the heartbeat before
 * @param said what it said
 */
public record ClockJump(Instant expected, Instant said) {}
