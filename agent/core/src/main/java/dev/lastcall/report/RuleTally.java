package dev.lastcall.report;

import dev.lastcall.ledger.LedgerSnapshot;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.LedgerSnapshot.SiteCounts;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the totals of rules: first all rules, then all merged sites. */
final class RuleTally {
    private final Map<String, RuleTotals> byId = new LinkedHashMap<>();

    void addRules(LedgerSnapshot ledger) {
        for (RuleInfo rule : ledger.rules()) {
            byId.merge(rule.id(), empty(rule), RuleTally::sameRule);
        }
        for (SiteCounts site : ledger.sites()) {
            // a damaged ledger may have lost the rule that its sites name
            String id = site.site().rule();
            byId.putIfAbsent(id, empty(new RuleInfo(id, "", ledger.process().mode(), false)));
        }
    }

    void addSites(List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            byId.computeIfPresent(site.site().rule(), (id, totals) -> add(totals, site));
        }
    }

    /** The ids in their order. */
    List<String> order() {
        return new ArrayList<>(byId.keySet());
    }

    List<RuleTotals> totals() {
        return new ArrayList<>(byId.values());
    }

    private static RuleTotals empty(RuleInfo rule) {
        return new RuleTotals(rule.id(), rule.message(), rule.mode(), rule.hasCanonical(), 0, 0, 0, 0, 0, 0, 0);
    }

    private static RuleTotals sameRule(RuleTotals a, RuleTotals b) {
        String message = a.message().isEmpty() ? b.message() : a.message();
        boolean hasCanonical = a.hasCanonical() || b.hasCanonical();
        return new RuleTotals(a.id(), message, higherMode(a.mode(), b.mode()), hasCanonical, 0, 0, 0, 0, 0, 0, 0);
    }

    private static String higherMode(String a, String b) {
        Mode modeOfA = Mode.of(a);
        Mode modeOfB = Mode.of(b);
        if (modeOfA == null || modeOfB == null) {
            return modeOfA == null ? b : a;
        }
        return modeOfA.compareTo(modeOfB) >= 0 ? a : b;
    }

    private static RuleTotals add(RuleTotals totals, SiteCounts site) {
        boolean deprecated = site.site().role() == Role.DEPRECATED;
        long calls = Counts.undelegated(site);
        int silent = site.calls() == 0 ? 1 : 0;
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
                totals.canonicalSitesNeverCalled() + (deprecated ? 0 : silent));
    }
}
