package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import java.nio.ByteBuffer;

/**
 * Pages in a row, of one {@link Segment}.
 *
 * @param offset of the first, in {@code buffer}
 * @param count how many
 * @param position of the first, in the file, in bytes; negative if they are in plain memory
 */
record Pages(ByteBuffer buffer, int offset, int count, long position) {
    static final long IN_MEMORY = -1;

    boolean durable() {
        return position >= 0;
    }

    int end() {
        return offset + count * PAGE;
    }

    /** Some of the pages, from that position in the buffer on. */
    Pages part(int from, int some) {
        return new Pages(buffer, from, some, durable() ? position + from - offset : IN_MEMORY);
    }
}
