package dev.lastcall.sections;

import dev.lastcall.verdict.OpenHistory;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * All that is known, for reports that show everything. Immutable.
 *
 * @param owner whose call sites these are; empty: everybody's
 * @param allSites how many call sites there are, of all owners
 * @param sites in the order of the report
 * @param rules in the order of the evidence
 * @param allow the allow entries of the policy asked about, in its order
 * @param baseline the entries of the baseline asked about, in its order
 * @param dual the narrowest dual scopes
 * @param openCalls the times of calls that a block would refuse, by rule, service and jar
 */
public record Everything(
        String owner,
        int allSites,
        List<CallSite> sites,
        List<RuleFigures> rules,
        List<AllowSection> allow,
        List<BaselineSection> baseline,
        List<DualScope> dual,
        List<OpenHistory> openCalls) {
    public Everything {
        sites = List.copyOf(sites);
        rules = List.copyOf(rules);
        allow = List.copyOf(allow);
        baseline = List.copyOf(baseline);
        dual = List.copyOf(dual);
        openCalls = List.copyOf(openCalls);
    }

    /** Those of that severity: in static initializers first where nobody called, else by calls. */
    public List<CallSite> worst(Severity severity) {
        return sites.stream()
                .filter(site -> site.severity() == severity)
                .sorted(Comparator.comparing((CallSite site) -> site.site().openCalls())
                        .thenComparing(site -> site.site().inStaticInitializer())
                        .thenComparing(site -> site.site().calls())
                        .reversed())
                .toList();
    }

    /** The message of a rule; empty if there is none. */
    public String messageOf(String rule) {
        for (RuleFigures figures : rules) {
            if (figures.totals().id().equals(rule)) {
                return figures.totals().message();
            }
        }
        return "";
    }

    /** All owners of call sites and rules, sorted by name. */
    public List<String> owners() {
        TreeSet<String> names = new TreeSet<>();
        sites.forEach(site -> names.addAll(site.owned().owners()));
        rules.forEach(rule -> names.add(rule.owner()));
        names.remove("");
        return List.copyOf(names);
    }
}
