package dev.lastcall.sections;

import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.policy.Role;
import dev.lastcall.sections.RuleSection.ShownSite;
import dev.lastcall.sections.RuleSection.SiteGroup;
import dev.lastcall.sections.View.GroupBy;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.ReportedSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules that are shown with their call sites, and the others. A rule shows its 20 call sites with the most calls;
 * where many rules have many, each shows fewer, so that the report stays one that people read.
 *
 * @param others those for which there is no room
 */
record RuleSections(List<RuleSection> sections, Listed<RuleTotals> others) {
    private static final int MOST_RULES = 6;
    private static final int MOST_OTHERS = 5;
    private static final int MOST_SITES = 20;
    /** Services that are named in the heading of a group. */
    private static final int MOST_SHARING = 4;
    /** What all that is shown may weigh together, of which these sections get at most the second number. */
    private static final int ROOM = 150;

    private static final int MOST_ROOM = 110;
    private static final int RULE = 8;

    private static final Comparator<ReportedSite> MOST_FIRST = Comparator.comparing(ReportedSite::openCalls)
            .thenComparing(ReportedSite::calls)
            .reversed();

    /** @param beside what the other sections weigh */
    static RuleSections of(
            List<RuleTotals> rules,
            Map<String, List<ReportedSite>> sites,
            View view,
            BarAxis axis,
            int beside,
            Owners owners) {
        List<RuleTotals> shown = shown(rules, sites, view);
        Set<String> ids = shown.stream().map(RuleTotals::id).collect(Collectors.toSet());
        List<RuleTotals> others =
                rules.stream().filter(rule -> !ids.contains(rule.id())).toList();
        int room = Math.min(MOST_ROOM, ROOM - beside);
        int limit = view.limit(MOST_SITES);
        List<RuleSection> sections = sections(shown, sites, view, axis, limit, owners);
        while (view.top() == 0 && !view.all() && limit > 1 && weight(sections) > room) {
            limit--;
            sections = sections(shown, sites, view, axis, limit, owners);
        }
        return new RuleSections(sections, Listed.first(others, view.limit(MOST_OTHERS)));
    }

    /** All, or those with the most calls to migrate; in their order. */
    private static List<RuleTotals> shown(List<RuleTotals> rules, Map<String, List<ReportedSite>> sites, View view) {
        if (view.all() || rules.size() <= MOST_RULES) {
            return rules;
        }
        Set<String> most = rules.stream()
                .sorted(Comparator.comparing((RuleTotals rule) -> Amount.of(
                                        sites.getOrDefault(rule.id(), List.of()), ReportedSite::openCalls)
                                .calls())
                        .thenComparing(RuleTotals::deprecatedCalls)
                        .reversed())
                .limit(MOST_RULES)
                .map(RuleTotals::id)
                .collect(Collectors.toSet());
        return rules.stream().filter(rule -> most.contains(rule.id())).toList();
    }

    private static List<RuleSection> sections(
            List<RuleTotals> rules,
            Map<String, List<ReportedSite>> sites,
            View view,
            BarAxis axis,
            int limit,
            Owners owners) {
        return rules.stream()
                .map(rule ->
                        section(rule, sites.getOrDefault(rule.id(), List.of()), view.groupBy(), axis, limit, owners))
                .toList();
    }

    private static RuleSection section(
            RuleTotals rule, List<ReportedSite> sites, GroupBy groupBy, BarAxis axis, int limit, Owners owners) {
        List<ReportedSite> deprecated =
                sites.stream().filter(site -> site.role() == Role.DEPRECATED).toList();
        List<ReportedSite> canonical =
                sites.stream().filter(site -> site.role() == Role.CANONICAL).toList();
        List<ReportedSite> called = deprecated.stream()
                .filter(site -> site.calls() > 0)
                .sorted(MOST_FIRST)
                .toList();
        Listed<ReportedSite> shown = Listed.first(called, limit);
        return new RuleSection(
                rule,
                Amount.of(deprecated, ReportedSite::openCalls),
                Amount.of(deprecated, ReportedSite::blocked).calls(),
                Amount.of(deprecated, ReportedSite::allowedCalls),
                Amount.of(sites, ReportedSite::delegatedCalls),
                Amount.of(sites, ReportedSite::byAgents),
                Amount.of(canonical, ReportedSite::undelegatedCalls),
                (int) deprecated.stream().filter(ReportedSite::isSilent).count(),
                (int) canonical.stream().filter(ReportedSite::isSilent).count(),
                groups(called, shown.shown(), groupBy, axis, owners),
                Amount.of(called.subList(shown.shown().size(), called.size()), ReportedSite::calls));
    }

    private static List<SiteGroup> groups(
            List<ReportedSite> called, List<ReportedSite> shown, GroupBy groupBy, BarAxis axis, Owners owners) {
        Map<String, List<ReportedSite>> all = byGroup(called, groupBy);
        List<SiteGroup> groups = new ArrayList<>();
        byGroup(shown, groupBy).forEach((name, some) -> {
            List<ReportedSite> inGroup = all.getOrDefault(name, some);
            groups.add(new SiteGroup(
                    name,
                    groupBy == GroupBy.JAR ? libraries(inGroup) : "",
                    Amount.of(inGroup, ReportedSite::calls),
                    some.stream()
                            .map(site -> new ShownSite(site, owners.of(site), axis.bar(site)))
                            .toList()));
        });
        return groups;
    }

    /** The group of the site with the most calls first. */
    private static Map<String, List<ReportedSite>> byGroup(List<ReportedSite> sites, GroupBy groupBy) {
        Map<String, List<ReportedSite>> groups = new LinkedHashMap<>();
        for (ReportedSite site : sites) {
            groups.computeIfAbsent(name(site, groupBy), name -> new ArrayList<>())
                    .add(site);
        }
        return groups;
    }

    private static String name(ReportedSite site, GroupBy groupBy) {
        return switch (groupBy) {
            case JAR -> Jars.name(site);
            case SERVICE -> sharing(site);
        };
    }

    /** The services that call from there: where there are several, its calls are of all of them. */
    private static String sharing(ReportedSite site) {
        List<String> names = site.services().stream()
                .filter(use -> use.calls() > 0)
                .map(ReportedSite.ServiceUse::service)
                .sorted()
                .toList();
        return Words.some(names, MOST_SHARING);
    }

    private static String libraries(List<ReportedSite> sites) {
        TreeSet<String> libraries = new TreeSet<>();
        sites.forEach(site -> libraries.addAll(site.libraries()));
        return String.join(", ", libraries);
    }

    private static int weight(List<RuleSection> sections) {
        int weight = 0;
        for (RuleSection section : sections) {
            weight += RULE;
            for (SiteGroup group : section.groups()) {
                weight++;
                for (ShownSite shown : group.sites()) {
                    weight += weight(shown.site());
                }
            }
        }
        return weight;
    }

    /** So many lines, about. */
    private static int weight(ReportedSite site) {
        return 3
                + (site.inStaticInitializer() ? 1 : 0)
                + (site.entry() != null ? 1 : 0)
                + (site.swallowed() > 0 ? 1 : 0);
    }
}
