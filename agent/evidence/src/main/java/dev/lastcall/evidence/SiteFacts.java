package dev.lastcall.evidence;

import java.util.List;

/**
 * What a ledger says of a site beside its counts. Immutable.
 *
 * @param inStaticInitializer whether it is in a static initializer, or one was further up the path of a call whose path was
 *     looked at: a refusal there breaks the class for good
 * @param paths up to three different ones, of calls 1, 10, 100 and so on
 * @param hours the hours of the last two days in which it was called, the oldest first; calls since the last full hour are
 *     in none
 * @param days the same of the last 400 days, from midnight to midnight in UTC
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
