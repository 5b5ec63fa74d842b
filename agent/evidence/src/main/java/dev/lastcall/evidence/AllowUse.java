package dev.lastcall.evidence;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which allow entries of a rule came to nothing. Pure functions, for {@link RuleUse}. */
final class AllowUse {
    private AllowUse() {}

    static List<AllowInfo> unused(RuleInfo rule, List<SiteCounts> sites) {
        List<AllowInfo> unused = new ArrayList<>();
        for (int i = 0; i < rule.allow().size(); i++) {
            AllowEntry entry = rule.allowEntry(i);
            if (entry != null && !allowedOne(entry, sites)) {
                unused.add(rule.allow().get(i));
            }
        }
        return unused;
    }

    private static boolean allowedOne(AllowEntry entry, List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            if (site.allowed() > 0 && names(entry, site)) {
                return true;
            }
        }
        return false;
    }

    static List<ExpiredAllow> expired(RuleInfo rule, List<SiteCounts> sites, LocalDate today) {
        List<ExpiredAllow> expired = new ArrayList<>();
        for (int i = 0; i < rule.allow().size(); i++) {
            AllowEntry entry = rule.allowEntry(i);
            if (entry != null && entry.isExpiredOn(today)) {
                expired.add(new ExpiredAllow(rule.allow().get(i), openCalls(entry, sites)));
            }
        }
        return expired;
    }

    /** The sum stops at the top: a damaged counter must not turn many calls into none. */
    private static long openCalls(AllowEntry entry, List<SiteCounts> sites) {
        long open = 0;
        for (SiteCounts site : sites) {
            if (site.site().role() == Role.DEPRECATED && names(entry, site)) {
                open = Calls.sum(open, Math.max(0, site.calls() - site.delegated() - site.allowed()));
            }
        }
        return open;
    }

    private static boolean names(AllowEntry entry, SiteCounts site) {
        Caller caller = site.site().caller();
        return entry.names(caller.className(), caller.method());
    }
}
