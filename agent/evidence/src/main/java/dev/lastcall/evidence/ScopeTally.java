package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what each scope called of each rule. */
final class ScopeTally {
    /** What reports call the package without a name. */
    private static final String UNNAMED_PACKAGE = "<unnamed>";

    private static final Comparator<ScopeTotals> DUAL_FIRST = Comparator.comparing(
                    (ScopeTotals s) -> s.pattern() != UsePattern.DUAL)
            .thenComparing(ScopeTotals::deprecatedCalls, Comparator.reverseOrder())
            .thenComparing(ScopeTotals::canonicalCalls, Comparator.reverseOrder())
            .thenComparing(ScopeTotals::rule)
            .thenComparing(ScopeTotals::scope)
            .thenComparing(ScopeTotals::name);

    private record Key(String rule, Scope scope, String name) {}

    private final Map<Key, ScopeTotals> totals = new HashMap<>();

    void add(NamedProcess process, List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            Caller caller = site.site().caller();
            add(Scope.PROCESS, process.name(), site);
            add(Scope.CLASS, caller.className(), site);
            add(Scope.PACKAGE, packageOf(caller.className()), site);
            add(Scope.CODE_SOURCE, caller.codeSource(), site);
        }
    }

    List<ScopeTotals> totals() {
        return totals.values().stream().sorted(DUAL_FIRST).toList();
    }

    /** A scope without a name is not known: what came from nowhere did not come from one place. */
    private void add(Scope scope, String name, SiteCounts site) {
        long calls = Counts.undelegated(site);
        if (calls == 0 || name.isEmpty()) {
            return;
        }
        String rule = site.site().rule();
        boolean deprecated = site.site().role() == Role.DEPRECATED;
        ScopeTotals added = new ScopeTotals(rule, scope, name, deprecated ? calls : 0, deprecated ? 0 : calls);
        totals.merge(new Key(rule, scope, name), added, ScopeTally::sum);
    }

    private static ScopeTotals sum(ScopeTotals a, ScopeTotals b) {
        return new ScopeTotals(
                a.rule(),
                a.scope(),
                a.name(),
                Counts.plus(a.deprecatedCalls(), b.deprecatedCalls()),
                Counts.plus(a.canonicalCalls(), b.canonicalCalls()));
    }

    private static String packageOf(String className) {
        if (className.startsWith("<")) {
            return "";
        }
        int dot = className.lastIndexOf('.');
        return dot < 0 ? UNNAMED_PACKAGE : className.substring(0, dot);
    }
}
