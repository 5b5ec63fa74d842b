package dev.lastcall.sections;

import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;

/**
 * One rule with its sums. Which calls are open, allowed or delegated is judged by the policy and the day of the
 * question; refused calls are those that were refused at run time. Immutable.
 *
 * @param totals of all processes, by the policies under which they ran
 * @param owner of the rule; empty if the policy names none
 * @param open calls that mode block would refuse
 * @param blocked calls that were refused
 * @param allowed calls that allow entries let pass
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
