package dev.lastcall.verdict;

import dev.lastcall.evidence.Evidence;
import java.time.Instant;
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
}
