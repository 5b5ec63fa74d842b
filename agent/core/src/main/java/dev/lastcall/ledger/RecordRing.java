package dev.lastcall.ledger;

import dev.lastcall.ledger.Segment.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Extents of records of which the oldest make room for new ones: those whose records are too old, or, if there are as many as
 * there may be, whatever their age. Used under the writer's lock only.
 */
final class RecordRing {
    private final long longestMillis;
    private final List<Run> runs = new ArrayList<>();
    private final List<Long> lastTimes = new ArrayList<>();
    private int current = -1;
    private int end;

    /** @param longestMillis how long a record is kept */
    RecordRing(long longestMillis) {
        this.longestMillis = longestMillis;
    }

    boolean hasRoom(int length) {
        return current >= 0 && end + length <= runs.get(current).end();
    }

    /** Whether the oldest extent holds nothing that is still wanted. */
    boolean mayReuse(long nowMillis) {
        return !runs.isEmpty() && lastTimes.get(next()) < nowMillis - longestMillis && runs.size() > 1;
    }

    int size() {
        return runs.size();
    }

    private int next() {
        return (current + 1) % runs.size();
    }

    /** Goes on in a new extent, between the newest and the oldest. */
    void add(Run run) {
        current++;
        runs.add(current, run);
        lastTimes.add(current, 0L);
        end = run.offset() + LedgerLayout.EXTENT_HEADER;
    }

    /** Goes on in the oldest extent; what was in it is gone. */
    void reuse() {
        current = next();
        Run run = runs.get(current);
        end = run.offset() + LedgerLayout.EXTENT_HEADER;
        byte[] zeros = new byte[run.end() - end];
        run.buffer().put(end, zeros);
    }

    void append(RecordEncoder encoder, long nowMillis) {
        Run run = runs.get(current);
        encoder.copyTo(run.buffer(), end);
        end += encoder.length();
        lastTimes.set(current, nowMillis);
    }

    /** Someone has cut the file: what is left of the extents stays as it is. */
    void forget() {
        runs.clear();
        lastTimes.clear();
        current = -1;
    }
}
