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
import java.util.stream.Collectors;

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
        DistinctProcesses each = DistinctProcesses.of(ledgers);
        List<String> contradictions = each.contradictions();
        List<ProcessEvidence> distinct = each.ledgers();
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
