package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.ledger.Segment.Run;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was opened in the file, in its order: by that a cut is found, and what was cut off gets its headers back. Used under
 * the writer's lock only.
 */
final class ExtentTable {
    private final List<Extent> all = new ArrayList<>();
    /** The last extent of each segment: a cut reaches to the end of a segment. */
    private final List<Extent> lastOfSegments = new ArrayList<>();
    /** Where chunks were that are no part of the ledger any more. */
    private final Set<Long> givenUp = new HashSet<>();
    /** Whether an extent had lost its header by the time that the next one was opened. */
    private boolean holed;

    /** Where chunks are that lost counts in the mending that is under way, which an error may break off and begin anew. */
    private final Set<Long> lossy = new HashSet<>();

    private record Extent(Run run, int tag, int index, long owner) {
        void write() {
            LedgerLayout.openExtent(run.buffer(), run.offset(), run.pages(), tag, index, owner);
        }

        boolean isThere() {
            return run.buffer().getInt(run.offset() + LedgerLayout.TAG) != 0;
        }

        boolean holdsCells() {
            return tag == LedgerLayout.CELLS && index != LedgerLayout.LOST_CHUNK;
        }

        Extent givenUp() {
            return new Extent(run, LedgerLayout.GONE, index, owner);
        }

        long start() {
            return run.position();
        }

        long end() {
            return start() + (long) run.pages() * PAGE;
        }

        /** Where its segment begins in the file. */
        long segment() {
            return start() - run.offset();
        }
    }

    /** Makes an extent of zero pages. One in plain memory is not remembered: nobody can cut that. */
    void open(Run run, int tag, int index, long owner) {
        Extent extent = new Extent(run, tag, index, owner);
        extent.write();
        if (run.durable()) {
            remember(extent);
        }
    }

    /** Takes over the extents that a draft has opened, which lie one behind the other from page 1 on. */
    void takeOver(Run drafted) {
        ByteBuffer buffer = drafted.buffer();
        Run run;
        for (int at = PAGE; at < drafted.end(); at = run.end()) {
            run = drafted.part(at, buffer.getInt(at + LedgerLayout.PAGES));
            int tag = buffer.getInt(at + LedgerLayout.TAG);
            remember(new Extent(run, tag, buffer.getInt(at + LedgerLayout.INDEX), 0));
        }
    }

    private void remember(Extent extent) {
        all.add(extent);
        int last = lastOfSegments.size() - 1;
        if (last >= 0 && lastOfSegments.get(last).segment() == extent.segment()) {
            holed |= !lastOfSegments.get(last).isThere();
            lastOfSegments.set(last, extent);
        } else {
            lastOfSegments.add(extent);
        }
    }

    /** Whether headers are zeros that were written, though the file is as long as it should be. */
    boolean areHoled() {
        if (holed) {
            return true;
        }
        for (Extent last : lastOfSegments) {
            if (!last.isThere()) {
                return true;
            }
        }
        return false;
    }

    /**
     * How much of a file of that length, from its start, is surely as it was written. All headers are asked for, since behind
     * a hole new extents may have been opened.
     *
     * @return in bytes; where the last extent begins that still has its header, if there is a hole behind it; 0 if the hole
     *     may reach into page 0
     */
    long intactBytes(long length) {
        long start = 0;
        for (Extent extent : all) {
            if (extent.start() + LedgerLayout.EXTENT_HEADER > length) {
                break;
            }
            if (!extent.isThere()) {
                return start;
            }
            start = extent.start();
        }
        return length;
    }

    /**
     * Gives all extents that were cut off, wholly or in part, their headers back; pages of cells that were cut off wholly are
     * given up.
     *
     * @param intact bytes of the file that were not cut off; behind them it is zeros now
     * @return where the records were of which something was cut off, in the order of the file
     */
    List<Run> reopen(long intact) {
        List<Run> records = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Extent extent = all.get(i);
            if (extent.holdsCells() && extent.end() > intact) {
                lossy.add(extent.start());
            }
            if (extent.holdsCells() && extent.start() >= intact) {
                givenUp.add(extent.start());
                extent = extent.givenUp();
                all.set(i, extent);
            }
            if (extent.start() + LedgerLayout.EXTENT_HEADER > intact) {
                extent.write();
            }
            if (extent.tag() == LedgerLayout.RECORDS && extent.end() > intact) {
                records.add(extent.run());
            }
        }
        return records;
    }

    /** The chunks that are counted in. */
    List<Chunk> chunksOfCells() {
        List<Chunk> chunks = new ArrayList<>();
        for (Extent extent : all) {
            if (extent.holdsCells()) {
                chunks.add(new Chunk(extent.run().buffer(), extent.run().offset(), extent.index(), extent.start()));
            }
        }
        return chunks;
    }

    /** How many chunks there are that are counted in. */
    int chunks() {
        int chunks = 0;
        for (Extent extent : all) {
            chunks += extent.holdsCells() ? 1 : 0;
        }
        return chunks;
    }

    /** How many chunks lost counts, wholly or in part, in the mending that is under way. */
    int chunksLost() {
        return lossy.size();
    }

    /** The file was looked at, and is mended if that was needed. */
    void settle() {
        holed = false;
        lossy.clear();
    }

    /** Whether a chunk at that position of the file was given up. */
    boolean isGivenUp(long position) {
        return givenUp.contains(position);
    }

    /** Bytes from the start of the file that are in use; something always is. */
    long usedBytes() {
        return all.get(all.size() - 1).end();
    }
}
