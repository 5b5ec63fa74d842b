package dev.lastcall.verdict;

import dev.lastcall.evidence.ClockJump;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * When a process ran: all the time but that in which it stood still, and that which a clock skipped when it jumped
 * ahead. Not thread-safe.
 */
final class RunningTimes {
    private final Timeline still = new Timeline();

    RunningTimes(LedgerFacts facts) {
        for (Standstill standstill : facts.standstills()) {
            still.add(standstill.from(), standstill.until());
        }
        for (ClockJump jump : facts.clockJumps()) {
            still.add(jump.expected(), jump.said());
        }
    }

    /** Gives each part of a time in which it ran, from when to when. */
    void within(Instant from, Instant until, BiConsumer<Instant, Instant> parts) {
        still.forEachGap(from, until, parts);
    }

    /** How much of a time it did not run. */
    Duration stillWithin(Instant from, Instant until) {
        return still.lengthBetween(from, until);
    }
}
