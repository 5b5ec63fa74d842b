package dev.lastcall.verdict;

import dev.lastcall.evidence.DamagedCopy;
import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.EvidenceFold;
import dev.lastcall.evidence.EvidenceSink;
import dev.lastcall.evidence.ProcessEvidence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Report} from the evidence of one process after the other, in any order, and keeps no ledger. What is
 * shown and what is judged come from the same reading. Not thread-safe.
 */
public final class ReportFold implements EvidenceSink {
    private final Question question;
    private final Judge judge;
    private final @Nullable Judge forDelete;
    private final SiteBook sites;
    private final EvidenceFold evidence = new EvidenceFold();

    /** @param question what the verdict in the report answers */
    public ReportFold(Question question) {
        this(question, false);
    }

    /**
     * @param question what the verdict in the report answers
     * @param alsoForDelete whether to add a second verdict, on the same question for a deletion
     */
    public ReportFold(Question question, boolean alsoForDelete) {
        this.question = question;
        this.judge = new Judge(question);
        this.forDelete = alsoForDelete ? new Judge(question.of(Purpose.DELETE)) : null;
        this.sites = new SiteBook(question);
    }

    @Override
    public void add(ProcessEvidence ledger) {
        judge.add(ledger);
        if (forDelete != null) {
            forDelete.add(ledger);
        }
        evidence.add(ledger);
        sites.add(ledger);
    }

    @Override
    public void addUnread(String sentence) {
        judge.addUnread(sentence);
        if (forDelete != null) {
            forDelete.addUnread(sentence);
        }
        evidence.addUnread(sentence);
    }

    @Override
    public void addContradiction(String sentence) {
        judge.addContradiction(sentence);
        if (forDelete != null) {
            forDelete.addContradiction(sentence);
        }
        evidence.addContradiction(sentence);
    }

    @Override
    public void addCopy(DamagedCopy copy) {
        judge.addCopy(copy);
        if (forDelete != null) {
            forDelete.addCopy(copy);
        }
    }

    @Override
    public void addOpaque(String file) {
        judge.addOpaque(file);
        if (forDelete != null) {
            forDelete.addOpaque(file);
        }
    }

    /** The report on the evidence so far. */
    public Report report() {
        LocalDate today = LocalDate.ofInstant(question.now(), question.zone());
        return new Report(
                question.now(),
                evidence.evidence(today),
                judge.verdict(),
                forDelete == null ? null : forDelete.verdict(),
                sites.sites(),
                sites.openCalls());
    }

    /**
     * Merges ledgers into a report, and judges them for a block, by the policy of the process that started last. Pure.
     *
     * @param ledgers the ledgers that could be read, in any order; may be empty
     * @param unread one sentence for each ledger that could not be read, with its file
     * @param zone the time zone of the days on which allow entries expire
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

    private static void feed(DistinctProcesses distinct, List<String> unread, EvidenceSink sink) {
        distinct.into(sink);
        unread.forEach(sink::addUnread);
    }
}
