package dev.lastcall.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

/**
 * What people read: the evidence of all processes and the verdict on it. Immutable.
 *
 * @param generatedAt when the ledgers were read
 */
public record Report(Instant generatedAt, Evidence evidence, Verdict verdict) {

    /** Merges ledgers into a report, as of today in the system's time zone. */
    public static Report of(Collection<ProcessEvidence> ledgers, List<String> unread, Instant generatedAt) {
        return of(ledgers, unread, generatedAt, ZoneId.systemDefault());
    }

    /**
     * Merges ledgers into a report. Pure.
     *
     * @param ledgers what could be read, in any order; none is fine
     * @param unread one sentence for each ledger that could not be read, with its file
     * @param zone in which the day begins on which an allow entry is expired
     */
    static Report of(Collection<ProcessEvidence> ledgers, List<String> unread, Instant generatedAt, ZoneId zone) {
        Evidence evidence = Evidence.merge(ledgers, unread, LocalDate.ofInstant(generatedAt, zone));
        return new Report(generatedAt, evidence, Verdict.on(evidence));
    }
}
