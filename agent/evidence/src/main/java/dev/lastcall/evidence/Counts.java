package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import java.time.Instant;
import java.util.function.LongBinaryOperator;

/** Sums and parts of a site's counts. Pure. */
public final class Counts {
    private Counts() {}

    /** A sum that stops at the maximum: a damaged counter must not turn many calls into none. */
    public static long plus(long a, long b) {
        return Calls.sum(a, b);
    }

    /** Whether there are more calls of one sort than possible: the counters of some ledger are damaged. */
    public static boolean isFull(SiteCounts site) {
        long most = Math.max(Math.max(plain(site), site.blocked()), Math.max(site.allowed(), site.delegated()));
        return Math.max(most, site.byAgents()) >= Calls.MOST;
    }

    private static long plain(SiteCounts site) {
        return Math.max(0, site.calls() - site.blocked() - site.allowed() - site.delegated());
    }

    /**
     * Calls that were not delegation; never negative. The counters of a live process are read one after the other, so
     * that a part may be ahead of its whole for a moment.
     */
    public static long undelegated(SiteCounts site) {
        return Math.max(0, site.calls() - site.delegated());
    }

    /** Calls into deprecated code that no entry allows, whether they passed or were blocked. */
    public static long open(SiteCounts site) {
        return site.site().role() == Role.DEPRECATED ? Math.max(0, undelegated(site) - site.allowed()) : 0;
    }

    /**
     * Refusals that the caller has not noticed: when the JDK asks an enum for its constants by reflection, it treats an
     * exception as an enum without constants.
     */
    public static long swallowed(SiteCounts site) {
        return site.site().swallowing() ? site.blocked() : 0;
    }

    /** Two counts of one site, from different processes. */
    public static SiteCounts merge(SiteCounts a, SiteCounts b) {
        return both(a, b, Calls::plus);
    }

    /** The maximum of two counts of one site in one process, of which one may be older. */
    public static SiteCounts most(SiteCounts a, SiteCounts b) {
        return both(a, b, Math::max);
    }

    /** @param of two numbers of one sort of calls, the one that both are */
    private static SiteCounts both(SiteCounts a, SiteCounts b, LongBinaryOperator of) {
        long blocked = of.applyAsLong(a.blocked(), b.blocked());
        long allowed = of.applyAsLong(a.allowed(), b.allowed());
        long delegated = of.applyAsLong(a.delegated(), b.delegated());
        return new SiteCounts(
                a.site(),
                of.applyAsLong(plain(a), plain(b)) + blocked + allowed + delegated,
                blocked,
                allowed,
                delegated,
                of.applyAsLong(a.byAgents(), b.byAgents()),
                earlier(a, b),
                later(a, b));
    }

    /** Whether the first count has everything that the second has. */
    public static boolean contains(SiteCounts a, SiteCounts b) {
        return plain(a) >= plain(b)
                && a.blocked() >= b.blocked()
                && a.allowed() >= b.allowed()
                && a.delegated() >= b.delegated()
                && a.byAgents() >= b.byAgents();
    }

    private static Instant earlier(SiteCounts a, SiteCounts b) {
        if (a.isSilent() || b.isSilent()) {
            return a.isSilent() ? b.firstSeen() : a.firstSeen();
        }
        return a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen();
    }

    private static Instant later(SiteCounts a, SiteCounts b) {
        return a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen();
    }
}
