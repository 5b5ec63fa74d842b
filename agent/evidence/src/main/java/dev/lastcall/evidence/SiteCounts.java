package dev.lastcall.evidence;

import java.time.Instant;

/**
 * One site with its counts.
 *
 * @param calls all calls except those that other agents made; {@code blocked}, {@code allowed} and {@code delegated}
 *     are parts of it
 * @param byAgents calls that other agents made, which are counted separately
 * @param firstSeen time of the first call, to about a second; {@link Instant#EPOCH} if never called
 * @param lastSeen time of the last call, to about a second; {@link Instant#EPOCH} if never called
 */
public record SiteCounts(
        Site site,
        long calls,
        long blocked,
        long allowed,
        long delegated,
        long byAgents,
        Instant firstSeen,
        Instant lastSeen) {

    /** The counts of a site without calls by other agents. */
    public SiteCounts(
            Site site, long calls, long blocked, long allowed, long delegated, Instant firstSeen, Instant lastSeen) {
        this(site, calls, blocked, allowed, delegated, 0, firstSeen, lastSeen);
    }

    /** Whether it is a place in a class of another agent, or one that only another agent's calls came from. */
    public boolean isOfAgent() {
        return calls == 0 && (byAgents > 0 || site.ofAgent());
    }

    /** Whether nobody called from there, not even another agent. */
    public boolean isSilent() {
        return calls == 0 && byAgents == 0;
    }
}
