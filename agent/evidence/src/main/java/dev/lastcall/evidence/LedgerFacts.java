package dev.lastcall.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a ledger says beside rules, sites and counts. Immutable.
 *
 * @param watch when the process watched
 */
public record LedgerFacts(Watch watch) {
    /** Of a process of which nothing more is known. */
    public static LedgerFacts none(ProcessInfo process) {
        WatchState state = process.mode().equals("off") ? WatchState.OFF : WatchState.WATCHING;
        WatchPeriod all = new WatchPeriod(state, process.startedAt(), process.lastSeenAt(), "");
        return new LedgerFacts(
                new Watch(Instant.EPOCH, process.startedAt(), false, Duration.ofSeconds(1), List.of(all), false));
    }
}
