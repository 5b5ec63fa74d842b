package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.Calls;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of counters of a ledger that is being written: in the file, or, where that can't grow, outside it.
 *
 * <p>Used under the writer's lock only, {@link #totals} apart. What is counted in the pages takes no lock: each thread
 * has pages of its own, and who adds them up may miss the latest calls.
 */
final class CounterPages {
    private final LedgerPages pages;
    private final Chunk lost;
    private final List<Pages> outside = new ArrayList<>();
    private int inFile;
    private boolean countsFirstCalls = true;

    CounterPages(LedgerPages pages) {
        Pages first = pages.first();
        this.pages = pages;
        this.lost = new Chunk(
                first.buffer(),
                PAGE,
                LedgerLayout.LOST_CHUNK,
                first.part(PAGE, 1).position());
    }

    /**
     * A new page.
     *
     * @param owner a number of the caller's, for people who look into the file
     */
    Chunk add(int chunkIndex, long owner) {
        Pages page = pages.take(1);
        if (page == null || pages.isOutside(page)) {
            if (page != null) {
                outside.add(page);
            }
            pages.chunkOutside();
        }
        pages.reportSpace();
        return page == null ? lost : chunk(page, chunkIndex, owner);
    }

    private Chunk chunk(Pages page, int index, long owner) {
        pages.extents().open(page, LedgerLayout.CHUNK, index, owner);
        if (page.durable()) {
            inFile++;
            pages.written(LedgerLayout.CHUNKS_WRITTEN, inFile);
        }
        return new Chunk(page.buffer(), page.offset(), index, page.position());
    }

    /** Says how many sites were called so far, unless counts of some are lost. */
    void firstCalls(int number) {
        if (countsFirstCalls) {
            pages.written(LedgerLayout.FIRST_CALLS_WRITTEN, number);
        }
    }

    /** Someone has cut the file, and its extents are opened again. */
    void reopened() {
        ExtentTable extents = pages.extents();
        inFile = extents.chunkCount();
        countsFirstCalls &= extents.chunksLost() == 0;
        pages.written(LedgerLayout.CHUNKS_WRITTEN, inFile);
        if (!countsFirstCalls) {
            pages.written(LedgerLayout.FIRST_CALLS_WRITTEN, 0);
        }
    }

    /** Says how many calls were counted outside the file, if pages are there. */
    void reportOutside() {
        if (pages.hasChunksOutside()) {
            pages.callsOutside(callsOutside());
        }
    }

    /** How many calls were counted outside the file so far; 0 for a ledger that has no file. */
    long callsOutside() {
        long calls = 0;
        for (Pages chunk : outside) {
            for (int cell = CellLayout.CELL; cell < PAGE; cell += CellLayout.CELL) {
                for (int word = CellLayout.PLAIN; word <= CellLayout.DELEGATED; word += Long.BYTES) {
                    calls = Calls.sum(calls, Math.max(0, chunk.buffer().getLong(chunk.offset() + cell + word)));
                }
                long byAgents = chunk.buffer().getLong(chunk.offset() + cell + CellLayout.BY_AGENTS);
                calls = Calls.sum(calls, Math.max(0, byAgents));
            }
        }
        return calls;
    }

    /** The pages in the file that are counted in. */
    List<Chunk> inFile() {
        return pages.extents().chunks();
    }

    /** The calls of each site that were counted in those pages. Needs no lock. */
    static long[] totals(List<Chunk> chunks) {
        int most = 0;
        for (Chunk chunk : chunks) {
            most = Math.max(most, chunk.index());
        }
        long[] totals = new long[(most + 1) * CellLayout.CELLS_PER_CHUNK];
        for (Chunk chunk : chunks) {
            for (int number = 1; number < CellLayout.CELLS_PER_CHUNK; number++) {
                int site = chunk.index() * CellLayout.CELLS_PER_CHUNK + number;
                int cell = chunk.offset() + number * CellLayout.CELL;
                for (int word = CellLayout.PLAIN; word <= CellLayout.DELEGATED; word += Long.BYTES) {
                    totals[site] =
                            Calls.sum(totals[site], Math.max(0, chunk.buffer().getLong(cell + word)));
                }
            }
        }
        return totals;
    }
}
