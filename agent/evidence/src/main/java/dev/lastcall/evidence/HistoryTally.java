package dev.lastcall.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the histories of one call site in many processes. Not thread-safe. */
public final class HistoryTally {
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    /**
     * Calls since the last full hour are in no history: they were in so short a time, else it is not known when they
     * were.
     */
    private static final Duration MOST_UNNOTED = Duration.ofHours(2);

    private final Instant now;
    private long[] hours = {};
    private long[] days = {};

    /** @param now the end of the history */
    public HistoryTally(Instant now) {
        this.now = now;
    }

    /**
     * Adds what one ledger says of the site.
     *
     * @param facts what the same ledger says of it beside its counts; null if nothing
     */
    public void add(SiteCounts counts, @Nullable SiteFacts facts) {
        List<HistoryPoint> hourly = facts == null ? List.of() : facts.hours();
        List<HistoryPoint> daily = facts == null ? List.of() : facts.days();
        Instant noted = counts.firstSeen();
        long known = 0;
        for (HistoryPoint day : daily) {
            addDay(day.from(), day.calls());
            known = Calls.sum(known, day.calls());
            noted = later(noted, day.until());
        }
        Instant lastDay =
                daily.isEmpty() ? Instant.MIN : daily.get(daily.size() - 1).until();
        for (HistoryPoint hour : hourly) {
            addHour(hour.from(), hour.calls());
            if (!hour.from().isBefore(lastDay)) {
                addDay(hour.from(), hour.calls());
                known = Calls.sum(known, hour.calls());
            }
            noted = later(noted, hour.until());
        }
        long rest = counts.calls() - known;
        if (rest > 0 && Duration.between(noted, counts.lastSeen()).compareTo(MOST_UNNOTED) <= 0) {
            addHour(counts.lastSeen(), rest);
            addDay(counts.lastSeen(), rest);
        }
    }

    private void addHour(Instant at, long calls) {
        hours = added(hours, ago(at, HOUR), CallHistory.MOST_HOURS, calls);
    }

    private void addDay(Instant at, long calls) {
        days = added(days, ago(at, DAY), CallHistory.MOST_DAYS, calls);
    }

    private long ago(Instant at, long unit) {
        return Math.floorDiv(now.getEpochSecond(), unit) - Math.floorDiv(at.getEpochSecond(), unit);
    }

    private static long[] added(long[] sums, long ago, int most, long calls) {
        if (ago < 0 || ago >= most) {
            return sums;
        }
        int index = (int) ago;
        long[] grown = index < sums.length ? sums : Arrays.copyOf(sums, index + 1);
        grown[index] = Calls.sum(grown[index], calls);
        return grown;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** All that was added so far. */
    public CallHistory history() {
        return new CallHistory(asList(hours), asList(days));
    }

    private static List<Long> asList(long[] sums) {
        List<Long> list = new ArrayList<>(sums.length);
        for (long sum : sums) {
            list.add(sum);
        }
        return list;
    }
}
