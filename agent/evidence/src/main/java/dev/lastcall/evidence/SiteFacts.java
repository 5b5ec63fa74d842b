package dev.lastcall.evidence;

import java.util.List;

/**
 * What a ledger says about a site apart from its counts. Immutable.
 *
 * @param inStaticInitializer whether it is in a static initializer, or one was further up on a recorded call path: a
 *     refusal there breaks the class for good
 * @param paths up to three different ones, of calls 1, 10, 100 and so on
 * @param hours the hours of the last two days in which it was called, the oldest first; without calls since the last
 *     full hour
 * @param days the same for the last 400 days, from midnight to midnight in UTC
 */
public record SiteFacts(
        Site site,
        boolean inStaticInitializer,
        List<CallPath> paths,
        List<HistoryPoint> hours,
        List<HistoryPoint> days) {
    public SiteFacts {
        paths = List.copyOf(paths);
        hours = List.copyOf(hours);
        days = List.copyOf(days);
    }
}
