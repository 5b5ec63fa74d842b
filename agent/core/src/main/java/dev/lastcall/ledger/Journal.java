package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.Dropped;
import dev.lastcall.ledger.LedgerDraft.Drafted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a ledger, in the order of their writing, in extents of which the last is open. What grows with what
 * happens has its room here; what comes when that is full is dropped, which is said once. Records for which the file
 * had no room wait in memory until it has.
 *
 * <p>Used under the writer's lock only, as all that write records are.
 */
final class Journal {
    /** What grows with what happens: a place among {@link #KINDS}. */
    static final int POLICIES = 0;

    static final int CLOCK_JUMPS = 1;
    /** The first one of each site. */
    static final int PATHS = 2;

    static final int FURTHER_PATHS = 3;
    static final int ORIGINS = 4;
    /** Of loaded classes. */
    static final int REFERENCES = 5;

    static final int HOURS = 6;
    static final int DAYS = 7;
    /** Bounded by their number. */
    static final int WATCH_CHANGES = 8;

    static final int STANDSTILLS = 9;

    private static final String[] KINDS = {
        Dropped.POLICIES,
        "jumps of the clock",
        "call paths",
        "further call paths",
        "origins",
        "references",
        "the oldest hours",
        "the oldest days",
        Dropped.WATCH_CHANGES,
        Dropped.STANDSTILLS
    };

    /** For a year, if there are some in each hour. */
    private static final long MOST_STANDSTILL_BYTES = 320 << 10;

    /** The room of each of {@link #KINDS}, in bytes; the first policy takes none of it. */
    private static final long[] MOST_BYTES = {
        512 << 10,
        16 << 10,
        768 << 10,
        256 << 10,
        64 << 10,
        LedgerDraft.MOST_REFERENCE_BYTES,
        0,
        0,
        0,
        MOST_STANDSTILL_BYTES
    };

    private final LedgerPages pages;
    private final RecordEncoder encoder;
    private final long[] taken = new long[KINDS.length];
    private final boolean[] full = new boolean[KINDS.length];
    private final long[] fullSince = new long[KINDS.length];
    /** Extents in memory that wait for the file to have room. */
    private final List<Pages> outside = new ArrayList<>();
    /** Extents whose records were cut off, in the order of the file: to be filled before new ones. */
    private final List<Pages> emptied = new ArrayList<>();

    private @Nullable Pages log;
    private int logEnd;
    private int extents;
    private int extentsInFile;
    private int lost;
    private int cuts;

    /**
     * Goes on behind what was drafted.
     *
     * @param referenceBytes what the draft's references take
     */
    Journal(LedgerPages pages, Drafted drafted, long referenceBytes) {
        Pages first = pages.first();
        this.pages = pages;
        this.encoder = new RecordEncoder(first.buffer().order());
        this.log = first.part(drafted.logStart(), (first.end() - drafted.logStart()) / PAGE);
        this.logEnd = drafted.logEnd();
        this.extents = drafted.extents();
        this.taken[REFERENCES] = referenceBytes;
        if (first.durable()) {
            extentsInFile = drafted.extents();
            sayExtents();
        }
    }

    /** Makes the record that {@link #append} writes. */
    RecordEncoder encoder() {
        return encoder;
    }

    /** Writes the record that the encoder has made last. */
    void append() {
        int length = encoder.length();
        Pages extent = log;
        if (extent == null || logEnd + length > extent.end()) {
            extent = newLog(length);
        }
        if (extent == null) {
            lost++;
        } else {
            encoder.copyTo(extent.buffer(), logEnd);
            logEnd += length;
        }
        if (extent == null || pages.isOutside(extent)) {
            pages.recordOutside();
        }
    }

    private @Nullable Pages newLog(int length) {
        int needed = LedgerLayout.pagesFor(length);
        if (!emptied.isEmpty() && emptied.get(0).count() >= needed) {
            return resume(emptied.remove(0));
        }
        Pages extent = pages.take(Math.max(needed, pages.pagesOfRecords()));
        pages.reportSpace();
        if (extent != null) {
            openExtent(extent);
            resume(extent);
            if (pages.isOutside(extent)) {
                outside.add(extent);
            }
        }
        return extent;
    }

    private Pages resume(Pages empty) {
        log = empty;
        logEnd = empty.offset() + LedgerLayout.EXTENT_HEADER;
        return empty;
    }

    /** Makes pages an extent of records. */
    void openExtent(Pages extent) {
        pages.extents().open(extent, LedgerLayout.RECORDS, extents++, 0);
        if (extent.durable()) {
            extentsInFile++;
            sayExtents();
        }
    }

    private void sayExtents() {
        pages.written(LedgerLayout.RECORD_EXTENTS_WRITTEN, extentsInFile);
    }

    /**
     * Whether there is room for more of something; from the first time on that there is not, none is. That is said
     * once.
     *
     * @param kind its place among {@link #KINDS}
     * @param bytes about what it takes
     * @return if true, the encoder still holds the record that it has made last
     */
    boolean mayAdd(int kind, int bytes, long nowMillis) {
        if (full[kind]) {
            return false;
        }
        taken[kind] += bytes;
        if (taken[kind] > MOST_BYTES[kind]) {
            full[kind] = true;
            fullSince[kind] = nowMillis;
            encoder.dropped(nowMillis, KINDS[kind]);
            append();
            return false;
        }
        return true;
    }

    /** Writes again what was dropped, and since when. */
    void addDroppedAgain() {
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (full[kind]) {
                encoder.dropped(fullSince[kind], KINDS[kind]);
                append();
            }
        }
    }

    /** Moves the records that were kept in memory into the file, as many as it takes, in their order. */
    void moveIntoFile() {
        if (outside.isEmpty()) {
            return;
        }
        while (!outside.isEmpty()) {
            Pages from = outside.get(0);
            Pages to = pages.takeFromDisk(from.count());
            if (to == null) {
                return;
            }
            boolean isOpen = outside.size() == 1 && log != null && !log.durable();
            int end = isOpen ? logEnd : from.end();
            byte[] records = new byte[end - from.offset() - LedgerLayout.EXTENT_HEADER];
            from.buffer().get(from.offset() + LedgerLayout.EXTENT_HEADER, records);
            to.buffer().put(to.offset() + LedgerLayout.EXTENT_HEADER, records);
            openExtent(to);
            if (isOpen) {
                log = to;
                logEnd = to.offset() + LedgerLayout.EXTENT_HEADER + records.length;
            }
            outside.remove(0);
        }
        pages.recordsMoved(lost);
    }

    /** Someone has cut the file: what stands where in it is not known any more. */
    void wasCut() {
        cuts++;
        emptied.clear();
    }

    /**
     * How often the file was cut. Anyone who keeps in mind what stands where in it has to forget that when this
     * changes.
     */
    int cuts() {
        return cuts;
    }

    /**
     * The extents that were cut off are open again: those of which no record is left are to be filled again.
     *
     * @param cutOff extents of which something was cut off, in the order of the file
     * @param intact bytes of the file that were not cut off
     */
    void reopened(List<Pages> cutOff, long intact) {
        for (Pages extent : cutOff) {
            rewind(extent, intact);
        }
        sayExtents();
    }

    /** The log goes on where it was cut, or, if nothing of the extent is left, this is one to be filled again. */
    private void rewind(Pages extent, long intact) {
        boolean isLog = log != null && log.position() == extent.position();
        long kept = (intact - extent.position() + 7) / 8 * 8;
        if (kept > LedgerLayout.EXTENT_HEADER) {
            logEnd = isLog ? (int) Math.min(logEnd, extent.offset() + kept) : logEnd;
            return;
        }
        emptied.add(extent);
        log = isLog ? null : log;
    }
}
