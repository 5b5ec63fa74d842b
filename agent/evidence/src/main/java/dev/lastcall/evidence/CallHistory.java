package dev.lastcall.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * How many calls a site had recently, by its ledgers: in the current hour and the two days before it by hours, and
 * further back by days. Immutable.
 *
 * @param hours calls of each hour by the clock, that of the report first, then the one before; at most {@link
 *     #MOST_HOURS}
 * @param days the same for days from midnight to midnight in UTC; at most {@link #MOST_DAYS}
 */
public record CallHistory(List<Long> hours, List<Long> days) {
    public static final int MOST_HOURS = 49;
    public static final int MOST_DAYS = 400;

    public CallHistory {
        hours = List.copyOf(hours);
        days = List.copyOf(days);
    }

    /** The sum of several histories. */
    public static CallHistory sum(List<CallHistory> histories) {
        List<Long> hours = new ArrayList<>();
        List<Long> days = new ArrayList<>();
        for (CallHistory history : histories) {
            add(history.hours(), hours);
            add(history.days(), days);
        }
        return new CallHistory(hours, days);
    }

    private static void add(List<Long> more, List<Long> sums) {
        for (int i = 0; i < more.size(); i++) {
            if (i == sums.size()) {
                sums.add(0L);
            }
            sums.set(i, Calls.sum(sums.get(i), more.get(i)));
        }
    }
}
