package dev.lastcall.evidence;

import java.time.Instant;

/**
 * The machine's clock jumped ahead by more than five minutes, or back. Immutable.
 *
 * @param expected the time that the clock should have shown, by the time since the previous heartbeat
 * @param said the time that it showed
 */
public record ClockJump(Instant expected, Instant said) {}
