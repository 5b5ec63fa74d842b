package dev.lastcall.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Extents of records of which the oldest make room for new ones: those whose records are too old, or, if there are as
 * many as there may be, whatever their age. Used under the writer's lock only.
 */
final class RecordRing {
    private final long longestMillis;
    private final List<Pages> extents = new ArrayList<>();
    private final List<Long> lastTimes = new ArrayList<>();
    private int current = -1;
    private int end;

    /** @param longestMillis how long a record is kept */
    RecordRing(long longestMillis) {
        this.longestMillis = longestMillis;
    }

    boolean hasRoom(int length) {
        return current >= 0 && end + length <= extents.get(current).end();
    }

    /** Whether the oldest extent holds nothing that is still wanted. */
    boolean mayReuse(long nowMillis) {
        return !extents.isEmpty() && lastTimes.get(next()) < nowMillis - longestMillis && extents.size() > 1;
    }

    int size() {
        return extents.size();
    }

    private int next() {
        return (current + 1) % extents.size();
    }

    /** Goes on in a new extent, between the newest and the oldest. */
    void add(Pages extent) {
        current++;
        extents.add(current, extent);
        lastTimes.add(current, 0L);
        end = extent.offset() + LedgerLayout.EXTENT_HEADER;
    }

    /** Goes on in the oldest extent; what was in it is gone. */
    void reuse() {
        current = next();
        Pages extent = extents.get(current);
        end = extent.offset() + LedgerLayout.EXTENT_HEADER;
        byte[] zeros = new byte[extent.end() - end];
        extent.buffer().put(end, zeros);
    }

    void append(RecordEncoder encoder, long nowMillis) {
        Pages extent = extents.get(current);
        encoder.copyTo(extent.buffer(), end);
        end += encoder.length();
        lastTimes.set(current, nowMillis);
    }

    /** Someone has cut the file: what is left of the extents stays as it is. */
    void forget() {
        extents.clear();
        lastTimes.clear();
        current = -1;
    }
}
