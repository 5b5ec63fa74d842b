package dev.lastcall.sections;

import dev.lastcall.evidence.CallHistory;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.evidence.Scope;
import dev.lastcall.evidence.ScopeTotals;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.verdict.OpenHistory;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of a report that one owner has to act on: the call sites that are his, with their rules and scopes.
 * Processes, blind spots and problems concern everybody; the verdict stays that of all. Pure functions.
 */
final class OwnedPart {
    private OwnedPart() {}

    static Report of(Report all, String owner, Owners owners) {
        List<ReportedSite> sites =
                all.sites().stream().filter(site -> owners.of(site).isOf(owner)).toList();
        Set<Site> places = new HashSet<>();
        Set<String> rules = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (ReportedSite site : sites) {
            rules.add(site.rule());
            site.variants().forEach(variant -> {
                places.add(variant.site());
                names.add(variant.site().caller().className());
                names.add(variant.site().caller().codeSource());
            });
        }
        Evidence evidence = all.evidence();
        List<SiteCounts> counts = evidence.sites().stream()
                .filter(site -> places.contains(site.site()))
                .toList();
        List<ScopeTotals> scopes = evidence.scopes().stream()
                .filter(scope -> rules.contains(scope.rule())
                        && (scope.scope() == Scope.PROCESS
                                || (scope.scope() == Scope.PACKAGE && isPackageOfOne(scope.name(), names))
                                || names.contains(scope.name())))
                .toList();
        List<RuleTotals> kept = evidence.rules().stream()
                .filter(rule -> rules.contains(rule.id())
                        || Owned.isSame(owners.ofPolicy().ofRule(rule.id()), owner))
                .toList();
        return new Report(
                all.generatedAt(),
                new Evidence(evidence.processes(), kept, counts, scopes, evidence.blindSpots(), evidence.problems()),
                all.verdict(),
                all.forDelete(),
                sites,
                openCalls(sites));
    }

    private static boolean isPackageOfOne(String name, Set<String> classes) {
        return classes.stream().anyMatch(type -> type.lastIndexOf('.') == name.length() && type.startsWith(name));
    }

    /** By jar: of a service's calls it is not known any more which were made from these call sites. */
    private static List<OpenHistory> openCalls(List<ReportedSite> sites) {
        Map<String, Map<String, List<CallHistory>>> byJar = new TreeMap<>();
        for (ReportedSite site : sites) {
            if (site.openCalls() > 0) {
                byJar.computeIfAbsent(site.rule(), rule -> new TreeMap<>())
                        .computeIfAbsent(Jars.name(site), jar -> new ArrayList<>())
                        .add(site.history());
            }
        }
        List<OpenHistory> histories = new ArrayList<>();
        byJar.forEach((rule, jars) -> jars.forEach(
                (jar, all) -> histories.add(new OpenHistory(rule, OpenHistory.By.JAR, jar, CallHistory.sum(all)))));
        return histories;
    }
}
