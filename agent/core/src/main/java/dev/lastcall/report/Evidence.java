package dev.lastcall.report;

import dev.lastcall.ledger.LedgerSnapshot;
import dev.lastcall.ledger.LedgerSnapshot.BlindSpot;
import dev.lastcall.ledger.LedgerSnapshot.ProcessInfo;
import dev.lastcall.ledger.LedgerSnapshot.SiteCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
     * one counts, since a ledger only grows.
     *
     * @param unread one sentence for each ledger that could not be read
     * @param today decides which allow entries are expired
     */
    static Evidence merge(Collection<LedgerSnapshot> ledgers, List<String> unread, LocalDate today) {
        List<LedgerSnapshot> distinct = oneOfEachProcess(ledgers);
        List<NamedProcess> processes = NamedProcess.nameAll(
                distinct.stream().map(LedgerSnapshot::process).toList());
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
                problems(distinct, unread));
    }

    /** The sites of that rule that were called. */
    List<SiteCounts> sitesOf(RuleTotals rule) {
        return sites.stream().filter(s -> s.site().rule().equals(rule.id())).toList();
    }

    private static List<LedgerSnapshot> oneOfEachProcess(Collection<LedgerSnapshot> ledgers) {
        Map<UUID, LedgerSnapshot> byProcess = new LinkedHashMap<>();
        for (LedgerSnapshot ledger : ledgers) {
            byProcess.merge(ledger.process().uuid(), ledger, Evidence::laterCopy);
        }
        Comparator<ProcessInfo> byStart = Comparator.comparing(ProcessInfo::startedAt)
                .thenComparing(ProcessInfo::host)
                .thenComparing(ProcessInfo::pid)
                .thenComparing(ProcessInfo::uuid);
        return byProcess.values().stream()
                .sorted(Comparator.comparing(LedgerSnapshot::process, byStart))
                .toList();
    }

    private static LedgerSnapshot laterCopy(LedgerSnapshot a, LedgerSnapshot b) {
        int order = a.process().lastSeenAt().compareTo(b.process().lastSeenAt());
        if (order == 0) {
            order = Integer.compare(b.problems().size(), a.problems().size());
        }
        return order >= 0 ? a : b;
    }

    private static List<SiteCounts> mergeSites(List<LedgerSnapshot> ledgers) {
        Map<Object, SiteCounts> merged = new LinkedHashMap<>();
        for (LedgerSnapshot ledger : ledgers) {
            for (SiteCounts site : ledger.sites()) {
                merged.merge(site.site(), site, Counts::merge);
            }
        }
        return new ArrayList<>(merged.values());
    }

    private static List<SiteCounts> called(List<SiteCounts> sites, List<String> rules) {
        Comparator<SiteCounts> order = Comparator.comparing(
                        (SiteCounts s) -> rules.indexOf(s.site().rule()))
                .thenComparing(s -> s.site().role())
                .thenComparing(SiteCounts::calls, Comparator.reverseOrder())
                .thenComparing(s -> s.site().caller().asStackFrame())
                .thenComparing(s -> s.site().toString());
        return sites.stream().filter(s -> s.calls() > 0).sorted(order).toList();
    }

    private static List<BlindSpot> blindSpots(List<LedgerSnapshot> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.blindSpots().stream())
                .distinct()
                .sorted(Comparator.comparing(BlindSpot::className).thenComparing(BlindSpot::reason))
                .toList();
    }

    private static List<String> problems(List<LedgerSnapshot> ledgers, List<String> unread) {
        Set<String> problems = new LinkedHashSet<>(unread);
        for (LedgerSnapshot ledger : ledgers) {
            String file = ledger.process().file();
            for (String problem : ledger.problems()) {
                problems.add(problem.contains(file) ? problem : file + ": " + problem);
            }
        }
        return new ArrayList<>(problems);
    }
}
