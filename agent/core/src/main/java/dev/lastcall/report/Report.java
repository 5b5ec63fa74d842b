package dev.lastcall.report;

import dev.lastcall.ledger.LedgerSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What people read: the evidence of all processes and the verdict on it. Immutable.
 *
 * @param generatedAt when the ledgers were read
 */
public record Report(Instant generatedAt, Evidence evidence, Verdict verdict) {

    /**
     * Merges ledgers into a report. Pure.
     *
     * @param ledgers what could be read, in any order; none is fine
     * @param unread one sentence for each ledger that could not be read, with its file
     */
    public static Report of(Collection<LedgerSnapshot> ledgers, List<String> unread, Instant generatedAt) {
        Evidence evidence = Evidence.merge(ledgers, unread);
        return new Report(generatedAt, evidence, Verdict.on(evidence));
    }
}
