package dev.lastcall.verdict;

import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.EvidenceSink;
import dev.lastcall.evidence.ProcessEvidence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people read: the evidence of all processes and the verdict on it. Immutable.
 *
 * @param generatedAt when the ledgers were read
 * @param forDelete the verdict on a deletion; null if nobody asked for it
 * @param sites the distinct call sites, also those never called: by rule, the deprecated side first, then by calls
 * @param openCalls when the calls were that a block would refuse
 */
public record Report(
        Instant generatedAt,
        Evidence evidence,
        Verdict verdict,
        @Nullable Verdict forDelete,
        List<ReportedSite> sites,
        List<OpenHistory> openCalls) {
    public Report {
        sites = List.copyOf(sites);
        openCalls = List.copyOf(openCalls);
    }

    /**
     * Merges ledgers into a report, and judges them for a block, by the policy of the process that started last. Pure.
     *
     * @param ledgers what could be read, in any order; none is fine
     * @param unread one sentence for each ledger that could not be read, with its file
     * @param zone in which the day begins on which an allow entry is expired
     */
    public static Report of(
            Collection<ProcessEvidence> ledgers, List<String> unread, Instant generatedAt, ZoneId zone) {
        DistinctProcesses distinct = DistinctProcesses.of(ledgers);
        return of(distinct, unread, Question.of(RecordedPolicy.ofLast(distinct.ledgers()), generatedAt, zone));
    }

    /** Merges ledgers into a report that answers that question. Pure. */
    public static Report of(Collection<ProcessEvidence> ledgers, List<String> unread, Question question) {
        return of(DistinctProcesses.of(ledgers), unread, question);
    }

    private static Report of(DistinctProcesses distinct, List<String> unread, Question question) {
        ReportFold fold = new ReportFold(question, true);
        feed(distinct, unread, fold);
        return fold.report();
    }

    /**
     * The answer alone. Pure.
     *
     * @param scan what is in the code that is shipped; null if nobody looked
     */
    public static Verdict verdict(
            Collection<ProcessEvidence> ledgers, List<String> unread, Question question, @Nullable ScanFacts scan) {
        Judge judge = new Judge(question);
        feed(DistinctProcesses.of(ledgers), unread, judge);
        if (scan != null) {
            judge.scan(scan);
        }
        return judge.verdict();
    }

    private static void feed(DistinctProcesses distinct, List<String> unread, EvidenceSink sink) {
        distinct.into(sink);
        unread.forEach(sink::addUnread);
    }
}
