package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was opened in the file, in its order: by that a cut is found, and what was cut off gets its headers back. Used
 * under the writer's lock only.
 */
final class ExtentTable {
    private final List<Extent> all = new ArrayList<>();
    /** The last extent of each segment: a cut reaches to the end of a segment. */
    private final List<Extent> lastOfSegments = new ArrayList<>();
    /** Where chunks were that are no part of the ledger any more. */
    private final Set<Long> givenUp = new HashSet<>();
    /** Whether an extent had lost its header by the time that the next one was opened. */
    private boolean holed;

    /**
     * Where chunks are that lost counts in the mending that is under way, which an error may break off and begin anew.
     */
    private final Set<Long> lossy = new HashSet<>();

    private record Extent(Pages pages, int tag, int index, long owner) {
        void write() {
            LedgerLayout.openExtent(pages.buffer(), pages.offset(), pages.count(), tag, index, owner);
        }

        boolean isThere() {
            return pages.buffer().getInt(pages.offset() + LedgerLayout.TAG) != 0;
        }

        boolean isChunk() {
            return tag == LedgerLayout.CHUNK && index != LedgerLayout.LOST_CHUNK;
        }

        Extent givenUp() {
            return new Extent(pages, LedgerLayout.GONE, index, owner);
        }

        long start() {
            return pages.position();
        }

        long end() {
            return start() + (long) pages.count() * PAGE;
        }

        /** Where its segment begins in the file. */
        long segment() {
            return start() - pages.offset();
        }
    }

    /** Makes an extent of zero pages. One in plain memory is not remembered: nobody can cut that. */
    void open(Pages pages, int tag, int index, long owner) {
        Extent extent = new Extent(pages, tag, index, owner);
        extent.write();
        if (pages.durable()) {
            remember(extent);
        }
    }

    /** Takes over the extents that a draft has opened, which lie one behind the other from page 1 on. */
    void takeOver(Pages drafted) {
        ByteBuffer buffer = drafted.buffer();
        Pages pages;
        for (int at = PAGE; at < drafted.end(); at = pages.end()) {
            pages = drafted.part(at, buffer.getInt(at + LedgerLayout.PAGES));
            int tag = buffer.getInt(at + LedgerLayout.TAG);
            remember(new Extent(pages, tag, buffer.getInt(at + LedgerLayout.INDEX), 0));
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
     * How much of a file of that length, from its start, is surely as it was written. All headers are asked for, since
     * behind a hole new extents may have been opened.
     *
     * @return in bytes; where the last extent begins that still has its header, if there is a hole behind it; 0 if the
     *     hole may reach into page 0
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
     * Gives all extents that were cut off, wholly or in part, their headers back; pages of cells that were cut off
     * wholly are given up.
     *
     * @param intact bytes of the file that were not cut off; behind them it is zeros now
     * @return where the records were of which something was cut off, in the order of the file
     */
    List<Pages> reopen(long intact) {
        List<Pages> records = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Extent extent = all.get(i);
            if (extent.isChunk() && extent.end() > intact) {
                lossy.add(extent.start());
            }
            if (extent.isChunk() && extent.start() >= intact) {
                givenUp.add(extent.start());
                extent = extent.givenUp();
                all.set(i, extent);
            }
            if (extent.start() + LedgerLayout.EXTENT_HEADER > intact) {
                extent.write();
            }
            if (extent.tag() == LedgerLayout.RECORDS && extent.end() > intact) {
                records.add(extent.pages());
            }
        }
        return records;
    }

    /** The chunks that are counted in. */
    List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        for (Extent extent : all) {
            if (extent.isChunk()) {
                chunks.add(new Chunk(extent.pages().buffer(), extent.pages().offset(), extent.index(), extent.start()));
            }
        }
        return chunks;
    }

    /** How many chunks there are that are counted in. */
    int chunkCount() {
        int chunks = 0;
        for (Extent extent : all) {
            chunks += extent.isChunk() ? 1 : 0;
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
