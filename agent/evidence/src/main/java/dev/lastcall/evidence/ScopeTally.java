package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what each scope called of each rule; a process goes by its UUID until all names are known. */
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

    void add(ProcessInfo process, List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            Caller caller = site.site().caller();
            add(Scope.PROCESS, process.uuid().toString(), site);
            add(Scope.CLASS, caller.className(), site);
            add(Scope.PACKAGE, packageOf(caller.className()), site);
            add(Scope.CODE_SOURCE, caller.codeSource(), site);
        }
    }

    /** @param processes all that were added, by the names that reports use */
    List<ScopeTotals> totals(List<NamedProcess> processes) {
        Map<String, String> names = new HashMap<>();
        for (NamedProcess process : processes) {
            names.put(process.info().uuid().toString(), process.name());
        }
        return totals.values().stream()
                .map(scope -> scope.scope() == Scope.PROCESS ? named(scope, names) : scope)
                .sorted(DUAL_FIRST)
                .toList();
    }

    private static ScopeTotals named(ScopeTotals scope, Map<String, String> names) {
        return new ScopeTotals(
                scope.rule(),
                scope.scope(),
                names.getOrDefault(scope.name(), scope.name()),
                scope.deprecatedCalls(),
                scope.canonicalCalls());
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
