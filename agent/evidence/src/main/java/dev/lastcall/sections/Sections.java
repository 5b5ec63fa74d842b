package dev.lastcall.sections;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.verdict.OpenHistory;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report shows, in the order in which it is read. Immutable.
 *
 * @param report what the sections are made of, for renderers that print all of it
 * @param view what the reader asked to see
 * @param everything all call sites and rules, for renderers that print all of them
 * @param total calls of deprecated and canonical members, and the call sites that made them
 * @param services how many services reported
 * @param reasons the most severe reasons of the verdict; for a GO, what supports it
 * @param assumptions of a GO; none for other verdicts
 * @param warnings what a reader should know, though it does not change the verdict
 * @param axis the time that bars cover
 * @param rules with their call sites
 * @param otherRules rules for which a text report has no room
 * @param dual where deprecated and canonical members were both called
 * @param processes summed by service and version
 * @param eachProcess each of them, if asked for; else empty
 * @param neverCalled call sites in loaded classes that nobody reached
 * @param blindSpots what could not be watched
 * @param unused what in the policies had no effect
 * @param problems ledgers that could not be read, completely or in part
 */
public record Sections(
        Report report,
        View view,
        Everything everything,
        Amount total,
        int services,
        Listed<Reason> reasons,
        Listed<Reason> assumptions,
        Listed<Reason> warnings,
        BarAxis axis,
        List<RuleSection> rules,
        Listed<RuleTotals> otherRules,
        Listed<DualScope> dual,
        Listed<ServiceSummary> processes,
        Listed<NamedProcess> eachProcess,
        Listed<ReportedSite> neverCalled,
        Listed<BlindSpot> blindSpots,
        Listed<UnusedText> unused,
        Listed<String> problems) {
    private static final int REASONS = 3;
    private static final int WARNINGS = 3;
    private static final int MANY = 10;
    private static final int SOME = 5;

    public Sections {
        rules = List.copyOf(rules);
    }

    /** The sections of a report that a reader asked to see. Pure. */
    public static Sections of(Report report, View view) {
        return of(report, view, Sources.UNKNOWN);
    }

    /**
     * The same.
     *
     * @param sources what is known of the source files of callers
     */
    public static Sections of(Report all, View view, Sources sources) {
        Owners owners = new Owners(all.verdict().question().policy().ownership(), sources);
        Report report = view.owner().isEmpty() ? all : OwnedPart.of(all, view.owner(), owners);
        Evidence evidence = report.evidence();
        Map<String, List<ReportedSite>> sites = byRule(report);
        BarAxis axis = BarAxis.of(report.sites(), report.generatedAt());
        List<ServiceSummary> services = ServiceSummary.of(
                evidence.processes().stream().map(NamedProcess::info).toList());
        Verdict verdict = report.verdict();
        boolean decided = verdict.findings().isEmpty() && verdict.doubts().isEmpty();
        List<DualScope> dualScopes = DualScopes.of(sites);
        Listed<DualScope> dual = Listed.first(dualScopes, view.limit(MANY));
        Listed<ServiceSummary> processes = Listed.first(services, view.limit(MANY));
        Listed<ReportedSite> never = Listed.first(neverCalled(report.sites(), evidence.rules()), view.limit(MANY));
        Listed<BlindSpot> blindSpots = Listed.first(evidence.blindSpots(), view.limit(SOME));
        Listed<UnusedText> unused = Listed.first(UnusedText.of(evidence.rules(), report.sites()), view.limit(MANY));
        Listed<String> problems = Listed.first(evidence.problems(), view.limit(SOME));
        int beside = 3 * Math.min(WARNINGS, verdict.warnings().size())
                + 3 * dual.shown().size()
                + processes.shown().size()
                + never.shown().size()
                + 2 * (blindSpots.shown().size() + unused.shown().size())
                + 2 * problems.shown().size();
        RuleSections rules = RuleSections.of(evidence.rules(), sites, view, axis, beside, owners);
        return new Sections(
                report,
                view,
                everything(report, sites, dualScopes, view.owner(), all.sites().size(), owners),
                Amount.of(report.sites(), ReportedSite::calls),
                (int) services.stream().map(ServiceSummary::service).distinct().count(),
                Listed.first(decided ? verdict.support() : verdict.reasons(), view.limit(REASONS)),
                Listed.first(decided ? verdict.assumptions() : List.of(), view.limit(REASONS)),
                Listed.first(verdict.warnings(), view.limit(WARNINGS)),
                axis,
                rules.sections(),
                rules.others(),
                dual,
                processes,
                view.processes() || view.all()
                        ? Listed.first(evidence.processes(), view.limit(Integer.MAX_VALUE))
                        : new Listed<>(List.of(), 0),
                never,
                blindSpots,
                unused,
                problems);
    }

    private static Everything everything(
            Report report,
            Map<String, List<ReportedSite>> sites,
            List<DualScope> dualScopes,
            String owner,
            int allSites,
            Owners owners) {
        return new Everything(
                owner,
                allSites,
                report.sites().stream().map(site -> CallSite.of(site, owners)).toList(),
                report.evidence().rules().stream()
                        .map(rule -> RuleFigures.of(
                                rule, owners.ofPolicy().ofRule(rule.id()), sites.getOrDefault(rule.id(), List.of())))
                        .toList(),
                entries(AllowSection.of(report.verdict().question(), report.sites()), owner),
                tolerated(BaselineSection.of(report.verdict().question(), report.sites()), owner),
                dualScopes,
                report.openCalls().stream()
                        .map(open -> new OpenHistory(open.rule(), open.by(), Jars.name(open.name()), open.history()))
                        .toList());
    }

    /** For one owner: their entries, and those that let their call sites pass. */
    private static List<AllowSection> entries(List<AllowSection> all, String owner) {
        return owner.isEmpty()
                ? all
                : all.stream()
                        .filter(section -> Owned.isSame(section.entry().owner(), owner)
                                || !section.allowed().isNone()
                                || !section.open().isNone())
                        .toList();
    }

    /** For one owner: their entries, and those for their call sites. */
    private static List<BaselineSection> tolerated(List<BaselineSection> all, String owner) {
        return owner.isEmpty()
                ? all
                : all.stream()
                        .filter(section -> Owned.isSame(section.entry().owner(), owner)
                                || !section.sites().isEmpty())
                        .toList();
    }

    /** In the order of the evidence. */
    private static Map<String, List<ReportedSite>> byRule(Report report) {
        Map<String, List<ReportedSite>> byRule = new LinkedHashMap<>();
        for (RuleTotals rule : report.evidence().rules()) {
            byRule.put(rule.id(), new ArrayList<>());
        }
        for (ReportedSite site : report.sites()) {
            byRule.computeIfAbsent(site.rule(), id -> new ArrayList<>()).add(site);
        }
        return byRule;
    }

    /** By side, what a block would refuse first, and of these those in static initializers. */
    private static List<ReportedSite> neverCalled(List<ReportedSite> sites, List<RuleTotals> rules) {
        Map<String, Integer> place = new HashMap<>();
        rules.forEach(rule -> place.put(rule.id(), place.size()));
        return sites.stream()
                .filter(ReportedSite::isSilent)
                .sorted(Comparator.comparing(ReportedSite::role)
                        .thenComparing(ReportedSite::treatment)
                        .thenComparing(site -> !site.inStaticInitializer())
                        .thenComparing(site -> place.getOrDefault(site.rule(), place.size())))
                .toList();
    }
}
