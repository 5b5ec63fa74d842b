package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.ledger.LedgerDraft.Drafted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a ledger that is being written: takes them from the supply, says in page 0 how many there are, and what
 * of the ledger is outside the file, since that could not grow.
 *
 * <p>Used under the writer's lock only; {@link #tick}, {@link #path}, {@link #isGone}, {@link #hasFile}, {@link #close}
 * and {@link #whyUnmapped}, whose answer never changes, need none. What it says in a draft's file is said under the
 * draft's lock, which is taken inside the writer's, never the other way round.
 */
final class LedgerPages {
    private final ProcessStart process;
    private final PageSupply supply;
    private final @Nullable Space disk;
    /** The draft whose file could not be mapped: it goes on telling readers that the process lives. */
    private final @Nullable LedgerDraft unmapped;

    private final Pages first;
    private final HeaderWriter header;
    private final ExtentTable extents = new ExtentTable();
    private int chunksOutside;
    private int recordsOutside;
    /** As of the last heartbeat: to count them takes longer than the application should wait. */
    private long callsOutside;

    /** @param drafted what the draft holds, which is copied */
    LedgerPages(PageSupply supply, @Nullable Space disk, LedgerDraft draft, Drafted drafted) {
        this.process = draft.process();
        this.supply = supply;
        this.disk = disk;
        this.unmapped = supply.failure().isEmpty() ? null : draft;
        Pages taken = supply.take(drafted.used());
        if (taken == null) {
            throw new IllegalArgumentException("the first segment is too small");
        }
        this.first = taken;
        int bytes = taken.count() * PAGE;
        // the magic, which says that all the rest is there, comes last
        byte[] image = drafted.image().array();
        taken.buffer().put(LedgerLayout.LAYOUT_VERSION, image, LedgerLayout.LAYOUT_VERSION, bytes - 8);
        this.header = new HeaderWriter(taken.buffer());
        reportSpace();
        header.finish();
        if (taken.durable()) {
            extents.takeOver(taken);
        }
        if (unmapped != null) {
            reportOutside();
        }
    }

    /** What was drafted, from page 0 on. */
    Pages first() {
        return first;
    }

    HeaderWriter header() {
        return header;
    }

    ExtentTable extents() {
        return extents;
    }

    boolean hasFile() {
        return disk != null;
    }

    /** The file's path; empty for a ledger in memory. */
    String path() {
        return disk != null ? disk.path() : unmapped != null ? unmapped.file() : "";
    }

    /** Sets the coarse clock. */
    void tick(long nowMillis) {
        header.tick(nowMillis);
    }

    /**
     * Pages in a row; null only if neither disk nor memory has them. {@link #reportSpace} is to be called before they
     * are used.
     */
    @Nullable
    Pages take(int pages) {
        return supply.take(pages);
    }

    /** The same, in the file; null if it can't grow. */
    @Nullable
    Pages takeFromDisk(int pages) {
        return supply.takeFromDisk(pages);
    }

    /** Grows the file if little of it is left; false: it can't grow now. */
    boolean growAhead() {
        boolean grown = supply.growAhead();
        reportSpace();
        return grown;
    }

    /** Of an extent of records. */
    int pagesOfRecords() {
        return supply.sizes().records();
    }

    /** Whether there is a file, and these pages are not in it. */
    boolean isOutside(Pages some) {
        return (disk != null || unmapped != null) && !some.durable();
    }

    /** Why the file could not be mapped, or last failed to grow; empty if it never did. */
    String failure() {
        return supply.failure();
    }

    /** Why the file of the draft could not be mapped; empty if it could, or if there is none. */
    String whyUnmapped() {
        return unmapped == null ? "" : supply.failure();
    }

    void reportSpace() {
        header.space(supply.committedPages(), disk != null && disk.isLocked());
    }

    /** Says how much of something is written; ledgers of the first versions did not. */
    void written(int at, int number) {
        if (process.saysMore()) {
            header.written(at, number);
        }
    }

    /** One more page of counters is outside the file. */
    void chunkOutside() {
        chunksOutside++;
        reportOutside();
    }

    /** One more record is outside the file. */
    void recordOutside() {
        recordsOutside++;
        reportOutside();
    }

    /** @param left records that still are outside the file: the others were moved into it */
    void recordsMoved(int left) {
        reportSpace();
        recordsOutside = left;
        reportOutside();
    }

    /** So many calls were counted outside the file so far. */
    void callsOutside(long calls) {
        callsOutside = calls;
        reportOutside();
    }

    boolean hasChunksOutside() {
        return chunksOutside > 0;
    }

    /** What is not in the file, and why, in sentences; empty if all is well. */
    List<String> problems(long calls) {
        return chunksOutside == 0 && recordsOutside == 0 && unmapped == null
                ? List.of()
                : List.of(LedgerLayout.outside(chunksOutside, recordsOutside, calls, supply.failure()));
    }

    private void reportOutside() {
        if (unmapped != null) {
            unmapped.outside(chunksOutside, recordsOutside, callsOutside, supply.failure());
        }
        header.outside(chunksOutside, recordsOutside, callsOutside, supply.failure());
    }

    /** Says in the draft's file, where that could not be mapped, that the process lives. */
    void heartbeatOfDraft(long nowMillis, long classesSeen) {
        if (unmapped != null) {
            unmapped.heartbeat(nowMillis, classesSeen);
        }
    }

    /** Says that the process ends in order. */
    void exited(long nowMillis, long classesSeen) {
        header.state(LedgerLayout.STATE_EXITED);
        if (disk != null) {
            disk.unprotect();
        }
        if (unmapped != null) {
            unmapped.exited(nowMillis, classesSeen);
        }
    }

    long committedBytes() {
        return supply.committedBytes();
    }

    /**
     * How much of the file, from its start, is surely as it was written, in bytes. A file that was cut and has become
     * longer again, perhaps because we let it grow just then, has a hole: headers that we have written are zeros.
     *
     * @return at least {@link #committedBytes} if nobody has cut it, or there is none
     * @throws IOException if that can't be found out
     */
    long intactBytes() throws IOException {
        if (disk == null) {
            return Long.MAX_VALUE;
        }
        long length = disk.length();
        if (length < PAGE) {
            return length;
        }
        if (!header.isThere()) {
            return 0;
        }
        boolean isCut = length < supply.committedBytes();
        return isCut || extents.areHoled() ? extents.intactBytes(length) : length;
    }

    /**
     * Gives the file zeros where it was cut.
     *
     * @throws IOException if there is no room
     */
    void refill(long intact) throws IOException {
        if (disk != null) {
            disk.refill(intact, supply.committedBytes());
        }
    }

    /** Writes page 0 again, but for {@link HeaderWriter#finish}. */
    void beginAgain(long nowMillis, String mode) {
        header.begin(process);
        header.mode(mode);
        header.tick(nowMillis);
        reportSpace();
        reportOutside();
    }

    /** Whether someone has removed the file, or its folder. */
    boolean isGone() {
        return disk != null && !disk.isInPlace();
    }

    /**
     * Makes the file again, at its place.
     *
     * @throws IOException if that can't be done; the message names the path
     */
    void writeAgain() throws IOException {
        if (disk != null) {
            List<ByteBuffer> parts = new ArrayList<>();
            for (Segment segment : supply.segmentsInFile()) {
                parts.add(segment.buffer);
            }
            disk.writeAgain(parts);
        }
    }

    /** All segments, those of the file first. */
    List<Segment> segments() {
        return supply.segments();
    }

    /** Lets go of the file's lock. */
    void close() {
        if (disk != null) {
            disk.close();
        }
    }
}
