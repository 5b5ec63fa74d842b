package dev.lastcall.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Ledgers of which no two are of one process. Of two copies of one process's ledger the later one counts, since a ledger
 * only grows; if the earlier one has calls that the later has not, or is of another process, one of them is damaged or
 * forged: that is a contradiction, and all calls of both count. Immutable.
 *
 * @param ledgers by the start of their processes
 * @param contradictions one sentence for each
 */
public record DistinctProcesses(List<ProcessEvidence> ledgers, List<String> contradictions) {
    public DistinctProcesses {
        ledgers = List.copyOf(ledgers);
        contradictions = List.copyOf(contradictions);
    }

    /** Takes one of each process; the order of the ledgers makes no difference. Pure. */
    public static DistinctProcesses of(Collection<ProcessEvidence> ledgers) {
        List<String> contradictions = new ArrayList<>();
        Map<UUID, ProcessEvidence> byProcess = new LinkedHashMap<>();
        for (ProcessEvidence ledger : inOrder(ledgers)) {
            byProcess.merge(ledger.process().uuid(), ledger, (a, b) -> oneOf(a, b, contradictions));
        }
        Comparator<ProcessInfo> byStart = Comparator.comparing(ProcessInfo::startedAt)
                .thenComparing(ProcessInfo::host)
                .thenComparing(ProcessInfo::pid)
                .thenComparing(ProcessInfo::uuid);
        List<ProcessEvidence> distinct = byProcess.values().stream()
                .sorted(Comparator.comparing(ProcessEvidence::process, byStart))
                .toList();
        return new DistinctProcesses(distinct, contradictions);
    }

    /** Copies of one ledger by their files, so that the same one counts whatever the order in which they are given. */
    private static Collection<ProcessEvidence> inOrder(Collection<ProcessEvidence> ledgers) {
        return ledgers.size() < 2
                ? ledgers
                : ledgers.stream()
                        .sorted(Comparator.comparing(ledger -> ledger.process().file()))
                        .toList();
    }

    private static ProcessEvidence oneOf(ProcessEvidence a, ProcessEvidence b, List<String> contradictions) {
        boolean firstIsLater = isLater(a, b);
        ProcessEvidence later = firstIsLater ? a : b;
        ProcessEvidence earlier = firstIsLater ? b : a;
        if (isSame(a.process(), b.process())) {
            if (hasAllOf(later, earlier)) {
                return later;
            }
            // two readings of a process that runs, between two of its heartbeats
            if (earlier.process().lastSeenAt().equals(later.process().lastSeenAt()) && hasAllOf(earlier, later)) {
                return earlier;
            }
        }
        contradictions.add(earlier.process().file() + " and " + later.process().file()
                + " contradict each other: they name the same process, but one has what the other lacks");
        Map<Site, SiteCounts> most = counts(later);
        for (SiteCounts site : counts(earlier).values()) {
            most.merge(site.site(), site, Counts::most);
        }
        return new ProcessEvidence(
                later.process(),
                later.rules(),
                List.copyOf(most.values()),
                union(later.blindSpots(), earlier.blindSpots()),
                union(later.problems(), earlier.problems()));
    }

    private static boolean hasAllOf(ProcessEvidence a, ProcessEvidence b) {
        Map<Site, SiteCounts> had = counts(a);
        return counts(b).values().stream().allMatch(site -> {
            SiteCounts has = had.get(site.site());
            return site.isSilent() || (has != null && Counts.contains(has, site));
        });
    }

    private static Map<Site, SiteCounts> counts(ProcessEvidence ledger) {
        Map<Site, SiteCounts> counts = new LinkedHashMap<>();
        for (SiteCounts site : ledger.sites()) {
            counts.merge(site.site(), site, Counts::merge);
        }
        return counts;
    }

    private static <T> List<T> union(List<T> a, List<T> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    private static boolean isSame(ProcessInfo a, ProcessInfo b) {
        return a.startedAt().equals(b.startedAt()) && a.pid() == b.pid();
    }

    private static boolean isLater(ProcessEvidence a, ProcessEvidence b) {
        int order = a.process().lastSeenAt().compareTo(b.process().lastSeenAt());
        if (order == 0) {
            order = Integer.compare(b.problems().size(), a.problems().size());
        }
        return order >= 0;
    }
}
