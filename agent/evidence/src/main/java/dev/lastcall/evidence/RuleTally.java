package dev.lastcall.evidence;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds up the totals of rules. What processes say of a rule is kept once for each way in which they say it, with the
 * first and the last process that did, so that the order of the ledgers makes no difference. Not thread-safe.
 */
final class RuleTally {
    private final Map<String, Map<RuleInfo, Span>> said = new HashMap<>();
    /** Rules that only sites name: a damaged ledger may have lost them. */
    private final Map<String, Map<RuleInfo, Span>> lost = new HashMap<>();

    /** The processes that say the same of a rule: the first, in which it has that place, and the last. */
    private record Span(ProcessInfo first, int place, ProcessInfo last) {
        static Span join(Span a, Span b) {
            boolean aIsFirst = DistinctProcesses.BY_START.compare(a.first, b.first) <= 0;
            return new Span(
                    aIsFirst ? a.first : b.first,
                    aIsFirst ? a.place : b.place,
                    DistinctProcesses.BY_START.compare(a.last, b.last) >= 0 ? a.last : b.last);
        }
    }

    private static final Comparator<Span> BY_FIRST =
            Comparator.comparing(Span::first, DistinctProcesses.BY_START).thenComparing(Span::place);
    private static final Comparator<Span> BY_LAST = Comparator.comparing(Span::last, DistinctProcesses.BY_START);

    void add(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        Set<String> known = new HashSet<>();
        for (RuleInfo rule : ledger.rules()) {
            add(said, rule, new Span(process, known.size(), process));
            known.add(rule.id());
        }
        for (SiteCounts site : ledger.sites()) {
            String id = site.site().rule();
            if (known.add(id)) {
                RuleInfo rule = new RuleInfo(id, "", process.mode(), false);
                add(lost, rule, new Span(process, known.size(), process));
            }
        }
    }

    private static void add(Map<String, Map<RuleInfo, Span>> rules, RuleInfo rule, Span span) {
        rules.computeIfAbsent(rule.id(), id -> new LinkedHashMap<>(2)).merge(rule, span, Span::join);
    }

    /** The ids in their order: that of the process that started first, then what others add. */
    List<String> order() {
        Map<String, Span> first = new HashMap<>();
        for (Map<String, Map<RuleInfo, Span>> rules : List.of(said, lost)) {
            rules.forEach((id, ways) -> {
                if (rules == said || !said.containsKey(id)) {
                    first.put(id, ways.values().stream().min(BY_FIRST).orElseThrow());
                }
            });
        }
        return first.entrySet().stream()
                .sorted(Map.Entry.<String, Span>comparingByValue(BY_FIRST).thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The totals of all rules.
     *
     * @param sites merged
     * @param today decides which allow entries are expired
     */
    List<RuleTotals> totals(List<SiteCounts> sites, LocalDate today) {
        Map<String, RuleTotals> totals = new LinkedHashMap<>();
        Map<String, List<SiteCounts>> byRule =
                sites.stream().collect(Collectors.groupingBy(site -> site.site().rule()));
        for (String id : order()) {
            RuleInfo rule = merged(said.getOrDefault(id, lost.getOrDefault(id, Map.of())));
            totals.put(id, empty(rule, RuleUse.of(rule, byRule.getOrDefault(id, List.of()), today)));
        }
        for (SiteCounts site : sites) {
            totals.computeIfPresent(site.site().rule(), (id, sum) -> add(sum, site));
        }
        return new ArrayList<>(totals.values());
    }

    private static RuleTotals empty(RuleInfo rule, RuleUse use) {
        return new RuleTotals(rule.id(), rule.message(), rule.mode(), rule.hasCanonical(), 0, 0, 0, 0, 0, 0, 0, use);
    }

    private static RuleInfo merged(Map<RuleInfo, Span> ways) {
        List<RuleInfo> byFirst = sorted(ways, BY_FIRST);
        RuleInfo rule = byFirst.get(0);
        for (RuleInfo other : byFirst.subList(1, byFirst.size())) {
            rule = together(rule, other);
        }
        List<AllowInfo> allow = List.of();
        for (RuleInfo way : sorted(ways, BY_LAST)) {
            allow = mergeAllow(allow, way.allow());
        }
        return new RuleInfo(
                rule.id(),
                rule.message(),
                rule.mode(),
                rule.hasCanonical(),
                rule.deprecated(),
                rule.canonical(),
                allow);
    }

    private static List<RuleInfo> sorted(Map<RuleInfo, Span> ways, Comparator<Span> order) {
        return ways.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(order))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static RuleInfo together(RuleInfo a, RuleInfo b) {
        return new RuleInfo(
                a.id(),
                a.message().isEmpty() ? b.message() : a.message(),
                higherMode(a.mode(), b.mode()),
                a.hasCanonical() || b.hasCanonical(),
                union(a.deprecated(), b.deprecated()),
                union(a.canonical(), b.canonical()),
                List.of());
    }

    private static String higherMode(String a, String b) {
        Mode modeOfA = Mode.of(a);
        Mode modeOfB = Mode.of(b);
        if (modeOfA == null || modeOfB == null) {
            return modeOfA == null ? b : a;
        }
        return modeOfA.compareTo(modeOfB) >= 0 ? a : b;
    }

    private static List<String> union(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    /** What the process that started later says of a pattern counts: its entry may have been prolonged. */
    private static List<AllowInfo> mergeAllow(List<AllowInfo> earlier, List<AllowInfo> later) {
        Set<String> named = new HashSet<>(later.stream().map(AllowInfo::callers).toList());
        Stream<AllowInfo> kept = earlier.stream().filter(entry -> !named.contains(entry.callers()));
        return Stream.concat(kept, later.stream()).toList();
    }

    private static RuleTotals add(RuleTotals totals, SiteCounts site) {
        boolean deprecated = site.site().role() == Role.DEPRECATED;
        long calls = Counts.undelegated(site);
        int silent = site.isSilent() ? 1 : 0;
        return new RuleTotals(
                totals.id(),
                totals.message(),
                totals.mode(),
                totals.hasCanonical(),
                Counts.plus(totals.deprecatedCalls(), deprecated ? calls : 0),
                Counts.plus(totals.canonicalCalls(), deprecated ? 0 : calls),
                Counts.plus(totals.blockedCalls(), site.blocked()),
                Counts.plus(totals.allowedCalls(), site.allowed()),
                Counts.plus(totals.delegatedCalls(), site.delegated()),
                totals.deprecatedSitesNeverCalled() + (deprecated ? silent : 0),
                totals.canonicalSitesNeverCalled() + (deprecated ? 0 : silent),
                totals.use());
    }
}
