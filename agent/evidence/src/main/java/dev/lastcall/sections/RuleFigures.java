package dev.lastcall.sections;

import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;

/**
 * One rule with its sums. What is open, allowed and delegated is so by the policy asked about, on the day asked about; what was
 * refused was refused when it ran. Immutable.
 *
 * @param totals of all processes, as it was when they ran
 * @param owner who keeps the rule; empty if nobody is named
 * @param open what a block would refuse
 * @param blocked what was refused
 * @param allowed what allow entries let pass
 * @param delegated calls between the rule's own classes
 * @param canonical calls of the replacement
 * @param neverReached deprecated call sites in loaded classes that nobody reached
 * @param canonicalNeverReached the same of the replacement
 */
public record RuleFigures(
        RuleTotals totals,
        String owner,
        Amount open,
        Amount blocked,
        Amount allowed,
        Amount delegated,
        Amount canonical,
        int neverReached,
        int canonicalNeverReached) {

    /** @param sites those of the rule */
    static RuleFigures of(RuleTotals totals, String owner, List<ReportedSite> sites) {
        List<ReportedSite> deprecated =
                sites.stream().filter(site -> site.role() == Role.DEPRECATED).toList();
        List<ReportedSite> canonical =
                sites.stream().filter(site -> site.role() == Role.CANONICAL).toList();
        return new RuleFigures(
                totals,
                owner,
                Amount.of(deprecated, ReportedSite::openCalls),
                Amount.of(deprecated, ReportedSite::blocked),
                Amount.of(deprecated, ReportedSite::allowedCalls),
                Amount.of(sites, ReportedSite::delegatedCalls),
                Amount.of(canonical, ReportedSite::undelegatedCalls),
                (int) deprecated.stream().filter(ReportedSite::isSilent).count(),
                (int) canonical.stream().filter(ReportedSite::isSilent).count());
    }
}
