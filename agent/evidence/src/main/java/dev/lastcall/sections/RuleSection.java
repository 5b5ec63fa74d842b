package dev.lastcall.sections;

import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;

/**
 * One rule and its call sites. Which calls are to migrate, allowed or delegated is judged by the policy and the day of
 * the question; refused calls are those that were refused at run time. Immutable.
 *
 * @param rule totals of all processes
 * @param toMigrate calls that mode block would refuse
 * @param blocked calls that were refused
 * @param allowed calls that allow entries let pass
 * @param delegated calls between the rule's own classes
 * @param byAgents calls that other agents made
 * @param canonical calls of the replacement
 * @param deprecatedNeverCalled deprecated call sites in loaded classes that nobody reached
 * @param canonicalNeverCalled the same of the replacement
 * @param groups the deprecated call sites that are shown, the group with most calls to migrate first
 * @param more the amount of those that are not shown
 */
public record RuleSection(
        RuleTotals rule,
        Amount toMigrate,
        long blocked,
        Amount allowed,
        Amount delegated,
        Amount byAgents,
        Amount canonical,
        int deprecatedNeverCalled,
        int canonicalNeverCalled,
        List<SiteGroup> groups,
        Amount more) {
    public RuleSection {
        groups = List.copyOf(groups);
    }

    /**
     * Call sites in one jar, or of one service.
     *
     * @param name of the jar without version, or of the service
     * @param detail the library in the jar, with its versions; empty if not known
     * @param amount of all its deprecated call sites, shown or not
     * @param sites those that are shown, by calls to migrate, then by calls
     */
    public record SiteGroup(String name, String detail, Amount amount, List<ShownSite> sites) {
        public SiteGroup {
            sites = List.copyOf(sites);
        }
    }

    /**
     * A call site with its history as a bar: a level from 0 to 8 for each column of {@link Sections#axis}.
     *
     * @param owned who is responsible
     * @param bar empty if the times of its calls are not known
     */
    public record ShownSite(ReportedSite site, Owned owned, List<Integer> bar) {
        public ShownSite {
            bar = List.copyOf(bar);
        }
    }
}
