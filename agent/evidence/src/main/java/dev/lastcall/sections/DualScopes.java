package dev.lastcall.sections;

import dev.lastcall.evidence.Calls;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds the narrowest dual scopes: a package that is dual only since a class in it is tells nothing new, nor do its jar
 * and its service. Pure functions.
 */
final class DualScopes {
    private static final Comparator<DualScope> MOST_FIRST = Comparator.comparing(DualScope::deprecatedCalls)
            .reversed()
            .thenComparing(DualScope::rule)
            .thenComparing(DualScope::name);

    private DualScopes() {}

    /** Of the sites of all rules; classes first, then packages, jars and services, each by deprecated calls. */
    static List<DualScope> of(Map<String, List<ReportedSite>> sitesByRule) {
        List<DualScope> classes = new ArrayList<>();
        List<DualScope> packages = new ArrayList<>();
        List<DualScope> jars = new ArrayList<>();
        List<DualScope> services = new ArrayList<>();
        sitesByRule.forEach((rule, all) -> {
            List<ReportedSite> sites = new ArrayList<>(
                    all.stream().filter(site -> site.undelegatedCalls() > 0).toList());
            Set<ReportedSite> reported = new HashSet<>();
            add(rule, "class", sites, reported, site -> List.of(site.key().callerClass()), classes);
            add(rule, "package", sites, reported, DualScopes::packages, packages);
            add(rule, "jar", sites, reported, DualScopes::jars, jars);
            add(
                    rule,
                    "service",
                    sites,
                    reported,
                    site -> site.services().stream()
                            .filter(use -> use.calls() > 0)
                            .map(ServiceUse::service)
                            .toList(),
                    services);
        });
        List<DualScope> scopes = new ArrayList<>();
        for (List<DualScope> kind : List.of(classes, packages, jars, services)) {
            kind.sort(MOST_FIRST);
            scopes.addAll(kind);
        }
        return scopes;
    }

    private static List<String> packages(ReportedSite site) {
        String name = site.key().callerClass();
        int dot = name.lastIndexOf('.');
        return name.startsWith("<") ? List.of() : List.of(dot < 0 ? "<unnamed>" : name.substring(0, dot));
    }

    private static List<String> jars(ReportedSite site) {
        String name = Jars.name(site);
        return name.isEmpty() ? List.of() : List.of(name);
    }

    /** @param reported gets the sites of the scopes that are found; a scope that holds one of them says nothing new */
    private static void add(
            String rule,
            String kind,
            List<ReportedSite> sites,
            Set<ReportedSite> reported,
            Function<ReportedSite, List<String>> scopesOf,
            List<DualScope> found) {
        Map<String, List<ReportedSite>> byScope = new TreeMap<>();
        for (ReportedSite site : sites) {
            for (String scope : scopesOf.apply(site)) {
                byScope.computeIfAbsent(scope, name -> new ArrayList<>()).add(site);
            }
        }
        Set<ReportedSite> reportedNow = new HashSet<>();
        byScope.forEach((name, inside) -> {
            List<ReportedSite> deprecated = of(Role.DEPRECATED, inside);
            List<ReportedSite> canonical = of(Role.CANONICAL, inside);
            if (!deprecated.isEmpty() && !canonical.isEmpty()) {
                if (inside.stream().noneMatch(reported::contains)) {
                    found.add(new DualScope(
                            rule,
                            kind,
                            name,
                            calls(deprecated),
                            calls(canonical),
                            deprecated.get(0),
                            canonical.get(0)));
                }
                reportedNow.addAll(inside);
            }
        });
        reported.addAll(reportedNow);
    }

    /** With the most calls first. */
    private static List<ReportedSite> of(Role role, List<ReportedSite> sites) {
        return sites.stream()
                .filter(site -> site.role() == role)
                .sorted(Comparator.comparing(ReportedSite::undelegatedCalls).reversed())
                .toList();
    }

    private static long calls(List<ReportedSite> sites) {
        return sites.stream().mapToLong(ReportedSite::undelegatedCalls).reduce(0, Calls::sum);
    }
}
