package dev.lastcall.ledger;

import dev.lastcall.ledger.LedgerSnapshot.ProcessInfo;
import java.util.List;

/**
 * What a ledger says beside rules, sites and counts. Immutable.
 *
 * @param watch when the process watched
 * @param policies that were in force, one after the other; the first one's mode and rules are those of the start
 * @param dropped what the ledger had no room for
 */
public record LedgerFacts(Watch watch, List<PolicyInForce> policies, List<Dropped> dropped) {
    public LedgerFacts {
        policies = List.copyOf(policies);
        dropped = List.copyOf(dropped);
    }

    /** Of a process of which nothing more is known. */
    static LedgerFacts none(ProcessInfo process) {
        return new LedgerFacts(new WatchLog().watch(process.startedAt(), process.lastSeenAt()), List.of(), List.of());
    }
}
