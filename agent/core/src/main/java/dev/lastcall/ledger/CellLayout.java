package dev.lastcall.ledger;

/**
 * Where the counters stand, for those who add to them in place. All sizes and offsets in bytes; the whole layout is
 * drawn in {@link LedgerLayout}.
 *
 * <p>A chunk is one page of {@link #CELLS_PER_CHUNK} cells. Cell 0 is the chunk's header and belongs to the writer.
 * Cell n, from 1 to 63, counts the site numbered {@code chunkIndex * 64 + n}, so no site has a number that is a
 * multiple of 64. Words are signed 64-bit integers in native byte order and only grow, {@link #FIRST_SEEN} apart.
 */
public final class CellLayout {
    /** Size of a page, and of a chunk. */
    public static final int PAGE = 4096;
    /** Cells in a chunk, its header included. */
    public static final int CELLS_PER_CHUNK = 64;
    /** Size of a cell: one cache line. */
    public static final int CELL = 64;

    /** In a cell: scratch of the process that writes; means nothing to a reader. */
    public static final int CONTROL = 0;
    /** In a cell: calls that were neither blocked nor allowed by an entry nor delegation. */
    public static final int PLAIN = 8;
    /** In a cell: calls that were refused. */
    public static final int BLOCKED = 16;
    /** In a cell: calls that an allow entry let through. */
    public static final int ALLOWED = 24;
    /** In a cell: calls between the two sides of a rule. */
    public static final int DELEGATED = 32;
    /** In a cell: time of the last call, milliseconds since 1970 UTC; 0 if none. */
    public static final int LAST_SEEN = 40;
    /** In a cell: time of the first call, milliseconds since 1970 UTC; 0 if none. */
    public static final int FIRST_SEEN = 48;

    /** In a cell: calls that other agents made, which are in none of the others. */
    public static final int BY_AGENTS = 56;

    private CellLayout() {}
}
