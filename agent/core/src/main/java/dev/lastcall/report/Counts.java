package dev.lastcall.report;

import dev.lastcall.ledger.LedgerSnapshot.SiteCounts;
import dev.lastcall.policy.Role;
import java.time.Instant;

/** Sums and parts of a site's counts. Pure. */
final class Counts {
    private Counts() {}

    /** Sums stop at the top: a damaged counter must not turn many calls into none. */
    static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * Calls that were no delegation. The counters of a live process are read one after the other, so that a part may
     * be ahead of its whole for a moment: never less than none.
     */
    static long undelegated(SiteCounts site) {
        return Math.max(0, site.calls() - site.delegated());
    }

    /** Calls into deprecated code that nobody has allowed, whether they went through or were blocked. */
    static long open(SiteCounts site) {
        return site.site().role() == Role.DEPRECATED ? Math.max(0, undelegated(site) - site.allowed()) : 0;
    }

    /** Two counts of one site, from different processes. */
    static SiteCounts merge(SiteCounts a, SiteCounts b) {
        return new SiteCounts(
                a.site(),
                plus(a.calls(), b.calls()),
                plus(a.blocked(), b.blocked()),
                plus(a.allowed(), b.allowed()),
                plus(a.delegated(), b.delegated()),
                earlier(a, b),
                later(a, b));
    }

    private static Instant earlier(SiteCounts a, SiteCounts b) {
        if (a.calls() == 0 || b.calls() == 0) {
            return a.calls() == 0 ? b.firstSeen() : a.firstSeen();
        }
        return a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen();
    }

    private static Instant later(SiteCounts a, SiteCounts b) {
        return a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen();
    }
}
