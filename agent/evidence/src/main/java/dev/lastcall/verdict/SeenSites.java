package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.Budget;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call sites of deprecated code, from ledgers and a scan together. Pure functions. */
final class SeenSites {
    private static final Comparator<SeenSite> ORDER = Comparator.comparing(SeenSite::rule)
            .thenComparing(SeenSite::openCalls, Comparator.reverseOrder())
            .thenComparing(site -> site.key().callerClass())
            .thenComparing(site -> site.key().callerMethod())
            .thenComparing(site -> site.key().callerDescriptor())
            .thenComparing(site -> site.key().toString());

    private SeenSites() {}

    static List<SeenSite> of(Fleet fleet) {
        List<SeenSite> sites = new ArrayList<>();
        for (Rule rule : fleet.rules()) {
            add(fleet, rule, sites);
        }
        sites.sort(ORDER);
        return sites;
    }

    private static void add(Fleet fleet, Rule rule, List<SeenSite> sites) {
        Map<String, Site> scanned = new LinkedHashMap<>();
        Set<String> openInScan = new HashSet<>();
        ScanFacts scan = fleet.scan();
        if (scan != null) {
            scan.sites().stream()
                    .filter(site -> isOf(rule, site))
                    .forEach(site -> scanned.putIfAbsent(place(site), site));
            scan.openSites().stream().filter(site -> isOf(rule, site)).forEach(site -> openInScan.add(place(site)));
        }
        Set<String> loaded = new HashSet<>();
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.role() == Role.DEPRECATED) {
                String place = site.key().withoutArtifact();
                loaded.add(place);
                sites.add(new SeenSite(
                        rule.id(),
                        site.key(),
                        site.example(),
                        site.isOpen() || openInScan.contains(place),
                        site.openCalls(),
                        site.calls(),
                        site.isInStaticInitializer(),
                        isOwn(fleet, site.example()),
                        List.copyOf(site.services()),
                        scanned.containsKey(place),
                        site.allowedBy()));
            }
        }
        scanned.forEach((place, site) -> {
            if (!loaded.contains(place)) {
                sites.add(new SeenSite(
                        rule.id(),
                        SiteKey.of(site),
                        site,
                        openInScan.contains(place),
                        0,
                        0,
                        site.caller().method().equals("<clinit>"),
                        isOwn(fleet, site),
                        List.of(),
                        true,
                        null));
            }
        });
    }

    private static boolean isOf(Rule rule, Site site) {
        return site.rule().equals(rule.id()) && site.role() == Role.DEPRECATED;
    }

    private static String place(Site site) {
        return SiteKey.of(site).withoutArtifact();
    }

    /**
     * Whether the caller is the application's own: by the classes that the budget names, else if it is in a folder, or
     * in the jar that holds the program and not in one inside it. If no process says which jar that is, it is each that
     * was named to be scanned, or without a scan each that is in no other.
     */
    private static boolean isOwn(Fleet fleet, Site site) {
        Budget budget = fleet.question().terms().budget();
        if (budget != null && !budget.ownClasses().isEmpty()) {
            for (ClassPattern own : budget.ownClasses()) {
                if (own.matches(site.caller().className())) {
                    return true;
                }
            }
            return false;
        }
        String artifact = SiteKey.artifact(site.caller().codeSource());
        if (artifact.isEmpty()) {
            return true;
        }
        boolean known = fleet.mainJars().stream().anyMatch(jar -> !jar.isEmpty());
        return !isNested(site.caller().codeSource())
                && (known
                        ? fleet.mainJars().contains(artifact)
                        : fleet.scan() == null || isRoot(fleet.scan(), artifact));
    }

    private static boolean isNested(String codeSource) {
        String path = codeSource;
        while (path.endsWith("/") || path.endsWith("!")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.indexOf('!') >= 0;
    }

    private static boolean isRoot(@Nullable ScanFacts scan, String artifact) {
        return scan != null
                && scan.roots().stream().anyMatch(root -> SiteKey.artifact(root).equals(artifact));
    }
}
