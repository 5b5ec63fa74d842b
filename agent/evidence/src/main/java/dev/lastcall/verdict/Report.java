package dev.lastcall.verdict;

import dev.lastcall.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a report: the evidence of all processes and the verdict on it. Immutable.
 *
 * @param generatedAt when the ledgers were read
 * @param forDelete the verdict on a deletion; null if it was not asked for
 * @param sites the distinct call sites, also those never called: by rule, the deprecated side first, then by calls
 * @param openCalls the times of calls that a block would refuse
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
}
