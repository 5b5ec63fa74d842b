package dev.lastcall.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a ledger says beside rules, sites and counts. Immutable.
 *
 * @param watch when the process watched
 * @param policies that were in force, one after the other; the first one's mode and rules are those of the start
 * @param completeness whether the file holds as much as the process wrote down
 * @param clockJumps in the order of the ledger
 * @param sites those of which there is more to say than their counts
 * @param origins which libraries the code sources of callers are
 * @param dropped what the ledger had no room for
 * @param program what the process runs
 * @param references of loaded classes to listed ones
 * @param moreReferences how many more there were than the ledger has room for, or that were not looked for
 * @param standstills in the order of the ledger
 */
public record LedgerFacts(
        Watch watch,
        List<PolicyInForce> policies,
        Completeness completeness,
        List<ClockJump> clockJumps,
        List<SiteFacts> sites,
        List<CodeOrigin> origins,
        List<Dropped> dropped,
        Program program,
        List<LoadedReference> references,
        long moreReferences,
        List<Standstill> standstills) {
    public LedgerFacts {
        policies = List.copyOf(policies);
        clockJumps = List.copyOf(clockJumps);
        sites = List.copyOf(sites);
        origins = List.copyOf(origins);
        dropped = List.copyOf(dropped);
        references = List.copyOf(references);
        standstills = List.copyOf(standstills);
    }

    /** Of a process of which nothing more is known. */
    public static LedgerFacts none(ProcessInfo process) {
        WatchState state = process.mode().equals("off") ? WatchState.OFF : WatchState.WATCHING;
        WatchPeriod all = new WatchPeriod(state, process.startedAt(), process.lastSeenAt(), "");
        return new LedgerFacts(
                new Watch(Instant.EPOCH, process.startedAt(), false, Duration.ofSeconds(1), List.of(all), false),
                List.of(),
                new Completeness(0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Program.UNKNOWN,
                List.of(),
                0,
                List.of());
    }
}
