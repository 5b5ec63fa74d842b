package dev.lastcall.ledger;

import java.util.Arrays;

/** The totals of all sites as they were noted last, by hour or by day. Used under the writer's lock only. */
final class History {
    /** A full hour or day by the clock, in UTC, in milliseconds. */
    private final long unit;

    private long[] totals = {};
    private long notedAt;

    /** @param begunAt from when on calls are noted, in milliseconds since 1970 UTC */
    History(long unit, long begunAt) {
        this.unit = unit;
        this.notedAt = begunAt;
    }

    boolean isDue(long nowMillis) {
        return nowMillis / unit != notedAt / unit;
    }

    /** When it was noted last, in milliseconds since 1970 UTC. */
    long notedAt() {
        return notedAt;
    }

    /** Calls of a site since then; not less than 0, though counts may be lost. */
    long since(int site, long[] now) {
        long before = site < totals.length ? totals[site] : 0;
        return site < now.length ? Math.max(0, now[site] - before) : 0;
    }

    /** @param now totals by site, from which nobody takes anything away after */
    void noted(long nowMillis, long[] now) {
        notedAt = nowMillis;
        totals = Arrays.copyOf(now, now.length);
    }
}
