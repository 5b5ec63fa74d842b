package dev.lastcall.evidence;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds up the totals of rules: first all rules, the process that started first before the others, then all sites. */
final class RuleTally {
    private final Map<String, RuleInfo> byId = new LinkedHashMap<>();

    void addRules(ProcessEvidence ledger) {
        for (RuleInfo rule : ledger.rules()) {
            byId.merge(rule.id(), rule, RuleTally::sameRule);
        }
        for (SiteCounts site : ledger.sites()) {
            // a damaged ledger may have lost the rule that its sites name
            String id = site.site().rule();
            byId.putIfAbsent(id, new RuleInfo(id, "", ledger.process().mode(), false));
        }
    }

    /** The ids in their order. */
    List<String> order() {
        return new ArrayList<>(byId.keySet());
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
        byId.forEach((id, rule) ->
                totals.put(id, empty(rule, RuleUse.of(rule, byRule.getOrDefault(id, List.of()), today))));
        for (SiteCounts site : sites) {
            totals.computeIfPresent(site.site().rule(), (id, sum) -> add(sum, site));
        }
        return new ArrayList<>(totals.values());
    }

    private static RuleTotals empty(RuleInfo rule, RuleUse use) {
        return new RuleTotals(rule.id(), rule.message(), rule.mode(), rule.hasCanonical(), 0, 0, 0, 0, 0, 0, 0, use);
    }

    private static RuleInfo sameRule(RuleInfo a, RuleInfo b) {
        return new RuleInfo(
                a.id(),
                a.message().isEmpty() ? b.message() : a.message(),
                higherMode(a.mode(), b.mode()),
                a.hasCanonical() || b.hasCanonical(),
                union(a.deprecated(), b.deprecated()),
                union(a.canonical(), b.canonical()),
                mergeAllow(a.allow(), b.allow()));
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
