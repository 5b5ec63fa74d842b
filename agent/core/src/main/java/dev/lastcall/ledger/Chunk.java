package dev.lastcall.ledger;

import java.nio.ByteBuffer;

/**
 * A page of counters that belongs to the caller, zeros apart from cell 0, which is the writer's. The caller may add
 * to it in place, by address or through the buffer, from then on and for ever.
 *
 * @param buffer direct, in native order, shared with other chunks: use absolute positions
 * @param offset of the chunk in the buffer, in bytes; its address is a multiple of 64
 * @param index as asked for; -1 if no memory was left and this is the chunk that all such threads share: what is
 *     added there, racily, is reported as lost
 * @param position in the file, in bytes; negative if it is not in the file
 */
public record Chunk(ByteBuffer buffer, int offset, int index, long position) {
    /** Whether it is in the file. */
    public boolean durable() {
        return position >= 0;
    }
}
