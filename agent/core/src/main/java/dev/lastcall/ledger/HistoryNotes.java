package dev.lastcall.ledger;

/**
 * Writes the history of a ledger: the calls of each site in an hour and in a day, of which the oldest make room for new
 * ones. Used under the writer's lock only.
 */
final class HistoryNotes {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final int EXTENT_PAGES = 4;
    /** 1 MiB: two days of 10,000 sites that are called some 100 times each hour. */
    private static final int MOST_HOUR_EXTENTS = 64;
    /** 1 MiB for each month of the process. */
    private static final int MOST_DAY_EXTENTS_A_MONTH = 64;

    private final LedgerPages pages;
    private final Journal journal;
    private final long startedAt;
    private final History hours;
    private final History days;
    private final RecordRing hourRing = new RecordRing(2 * DAY_MILLIS);
    private final RecordRing dayRing = new RecordRing(400 * DAY_MILLIS);
    private int cuts;

    /** @param startedAt from when on calls are noted, in milliseconds since 1970 UTC */
    HistoryNotes(LedgerPages pages, Journal journal, long startedAt) {
        this.pages = pages;
        this.journal = journal;
        this.startedAt = startedAt;
        this.hours = new History(HOUR_MILLIS, startedAt);
        this.days = new History(DAY_MILLIS, startedAt);
        this.cuts = journal.cuts();
    }

    /** Whether an hour or a day is over. */
    boolean isDue(long nowMillis) {
        return hours.isDue(nowMillis) || days.isDue(nowMillis);
    }

    /** @param totals calls of each site so far */
    void note(long nowMillis, long[] totals) {
        if (cuts != journal.cuts()) { // what is left of the extents stays as it is
            cuts = journal.cuts();
            hourRing.forget();
            dayRing.forget();
        }
        if (hours.isDue(nowMillis) && note(hours, nowMillis, false, totals)) {
            hours.noted(nowMillis, totals);
        }
        if (days.isDue(nowMillis) && note(days, nowMillis, true, totals)) {
            days.noted(nowMillis, totals);
        }
    }

    /** False: the file has no room now. */
    private boolean note(History history, long nowMillis, boolean day, long[] totals) {
        RecordEncoder encoder = journal.encoder();
        int next = 1;
        while (next < totals.length) {
            int from = next;
            next = encoder.history(history, nowMillis, day, totals, from);
            if (encoder.hasRuns()) {
                if (!makeRoom(day, encoder.length(), nowMillis)) {
                    return false;
                }
                encoder.history(history, nowMillis, day, totals, from);
                (day ? dayRing : hourRing).append(encoder, nowMillis);
            }
        }
        return true;
    }

    private boolean makeRoom(boolean day, int length, long nowMillis) {
        RecordRing ring = day ? dayRing : hourRing;
        if (ring.hasRoom(length)) {
            return true;
        }
        if (ring.mayReuse(nowMillis)) {
            ring.reuse();
            return true;
        }
        if (ring.size() >= mostExtents(day, nowMillis)) {
            journal.mayAdd(day ? Journal.DAYS : Journal.HOURS, 1, nowMillis); // says once that the oldest are gone
            ring.reuse();
            return true;
        }
        Pages extent = pages.takeFromDisk(EXTENT_PAGES);
        if (extent == null) {
            return false;
        }
        pages.reportSpace();
        journal.openExtent(extent);
        ring.add(extent);
        return true;
    }

    private long mostExtents(boolean day, long nowMillis) {
        long months = 1 + Math.max(0, nowMillis - startedAt) / (30 * DAY_MILLIS);
        return day ? MOST_DAY_EXTENTS_A_MONTH * months : MOST_HOUR_EXTENTS;
    }
}
