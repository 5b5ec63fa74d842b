package dev.lastcall.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the ledgers say, merged. Immutable.
 *
 * @param processes by their start
 * @param rules in the order of the ledgers, the first process first
 * @param sites those that were called: by rule, the deprecated first, by calls descending
 * @param scopes those with calls: the dual first, then by deprecated calls descending
 * @param blindSpots without duplicates
 * @param problems ledgers that could not be read, wholly or in part
 */
public record Evidence(
        List<NamedProcess> processes,
        List<RuleTotals> rules,
        List<SiteCounts> sites,
        List<ScopeTotals> scopes,
        List<BlindSpot> blindSpots,
        List<String> problems) {
    public Evidence {
        processes = List.copyOf(processes);
        rules = List.copyOf(rules);
        sites = List.copyOf(sites);
        scopes = List.copyOf(scopes);
        blindSpots = List.copyOf(blindSpots);
        problems = List.copyOf(problems);
    }

    /**
     * Merges what was read; the order of the ledgers does not matter. Of two copies of one process's ledger the later
     * one counts, since a ledger only grows; if the earlier one has calls that the later has not, or is of another process,
     * one of them is damaged or forged: that is a problem, and all calls of both count.
     *
     * @param unread one sentence for each ledger that could not be read
     * @param today decides which allow entries are expired
     */
    public static Evidence merge(Collection<ProcessEvidence> ledgers, List<String> unread, LocalDate today) {
        List<String> contradictions = new ArrayList<>();
        List<ProcessEvidence> distinct = oneOfEachProcess(ledgers, contradictions);
        List<NamedProcess> processes = NamedProcess.nameAll(
                distinct.stream().map(ProcessEvidence::process).toList());
        RuleTally rules = new RuleTally();
        ScopeTally scopes = new ScopeTally();
        for (int i = 0; i < distinct.size(); i++) {
            rules.addRules(distinct.get(i));
            scopes.add(processes.get(i), distinct.get(i).sites());
        }
        List<SiteCounts> sites = mergeSites(distinct);
        return new Evidence(
                processes,
                rules.totals(sites, today),
                called(sites, rules.order()),
                scopes.totals(),
                blindSpots(distinct),
                problems(distinct, unread, contradictions, sites));
    }

    /** The sites that were called, be it by another agent, by the id of their rule. */
    public Map<String, List<SiteCounts>> sitesByRule() {
        return sites.stream().collect(Collectors.groupingBy(site -> site.site().rule()));
    }

    private static List<ProcessEvidence> oneOfEachProcess(
            Collection<ProcessEvidence> ledgers, List<String> contradictions) {
        Map<UUID, ProcessEvidence> byProcess = new LinkedHashMap<>();
        for (ProcessEvidence ledger : ledgers) {
            byProcess.merge(ledger.process().uuid(), ledger, (a, b) -> oneOf(a, b, contradictions));
        }
        Comparator<ProcessInfo> byStart = Comparator.comparing(ProcessInfo::startedAt)
                .thenComparing(ProcessInfo::host)
                .thenComparing(ProcessInfo::pid)
                .thenComparing(ProcessInfo::uuid);
        return byProcess.values().stream()
                .sorted(Comparator.comparing(ProcessEvidence::process, byStart))
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

    private static List<SiteCounts> mergeSites(List<ProcessEvidence> ledgers) {
        Map<Object, SiteCounts> merged = new LinkedHashMap<>();
        for (ProcessEvidence ledger : ledgers) {
            for (SiteCounts site : ledger.sites()) {
                merged.merge(site.site(), site, Counts::merge);
            }
        }
        return new ArrayList<>(merged.values());
    }

    private static List<SiteCounts> called(List<SiteCounts> sites, List<String> rules) {
        Map<String, Integer> place = new HashMap<>();
        for (String rule : rules) {
            place.put(rule, place.size());
        }
        Comparator<SiteCounts> order = Comparator.comparing(
                        (SiteCounts s) -> place.getOrDefault(s.site().rule(), -1))
                .thenComparing(s -> s.site().role())
                .thenComparing(SiteCounts::calls, Comparator.reverseOrder())
                .thenComparing(s -> s.site().caller().asStackFrame())
                .thenComparing(s -> s.site().toString());
        return sites.stream().filter(s -> !s.isSilent()).sorted(order).toList();
    }

    private static List<BlindSpot> blindSpots(List<ProcessEvidence> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.blindSpots().stream())
                .distinct()
                .sorted(Comparator.comparing(BlindSpot::className).thenComparing(BlindSpot::reason))
                .toList();
    }

    private static List<String> problems(
            List<ProcessEvidence> ledgers, List<String> unread, List<String> contradictions, List<SiteCounts> sites) {
        Set<String> problems = new LinkedHashSet<>(unread);
        problems.addAll(contradictions);
        for (ProcessEvidence ledger : ledgers) {
            String file = ledger.process().file();
            for (String problem : ledger.problems()) {
                problems.add(problem.contains(file) ? problem : file + ": " + problem);
            }
        }
        if (sites.stream().anyMatch(Counts::isFull)
                || sites.stream().mapToLong(SiteCounts::calls).reduce(0, Counts::plus) == Long.MAX_VALUE) {
            problems.add(
                    "the counters of all ledgers add up to more calls than there can be: sums stop there, and are wrong");
        }
        return new ArrayList<>(problems);
    }
}
