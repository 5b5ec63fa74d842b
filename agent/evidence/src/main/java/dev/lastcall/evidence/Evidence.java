package dev.lastcall.evidence;

import java.util.List;
import java.util.Map;
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

    /** The sites that were called, be it by another agent, by the id of their rule. */
    public Map<String, List<SiteCounts>> sitesByRule() {
        return sites.stream().collect(Collectors.groupingBy(site -> site.site().rule()));
    }
}
