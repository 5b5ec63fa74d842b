package dev.lastcall.ledger;

import dev.lastcall.ledger.LedgerSnapshot.ProcessInfo;

/**
 * What a ledger says beside rules, sites and counts. Immutable.
 *
 * @param watch when the process watched
 */
public record LedgerFacts(Watch watch) {
    /** Of a process of which nothing more is known. */
    static LedgerFacts none(ProcessInfo process) {
        return new LedgerFacts(new WatchLog().watch(process.startedAt(), process.lastSeenAt()));
    }
}
