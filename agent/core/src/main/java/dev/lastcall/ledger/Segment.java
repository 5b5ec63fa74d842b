package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of contiguous memory, mapped or plain, that is given away page by page. Used under the writer's lock only.
 */
final class Segment {
    /**
     * Every segment ever made outside the heap. Threads add to counters by address; a buffer that the collector finds
     * unreachable would be unmapped under their hands.
     */
    private static final List<Segment> KEPT = new ArrayList<>();

    final ByteBuffer buffer;
    /** In the file, in bytes; negative in plain memory. */
    private final long position;

    private final int pages;
    private int used;

    private Segment(ByteBuffer buffer, long position) {
        this.buffer = buffer;
        this.position = position;
        this.pages = buffer.capacity() / PAGE;
        if (buffer.isDirect()) {
            synchronized (KEPT) {
                KEPT.add(this);
            }
        }
    }

    static Segment durable(ByteBuffer buffer, long position) {
        return new Segment(buffer, position);
    }

    /** @throws OutOfMemoryError if the JVM's limit on direct memory is reached */
    static Segment inMemory(int pages) {
        ByteBuffer raw = ByteBuffer.allocateDirect((pages + 1) * PAGE);
        ByteBuffer aligned = raw.alignedSlice(PAGE).limit(pages * PAGE).slice();
        return new Segment(aligned.order(ByteOrder.nativeOrder()), Pages.IN_MEMORY);
    }

    /** The next pages in a row; null if there are not so many. */
    @Nullable
    Pages take(int wanted) {
        if (wanted > free()) {
            return null;
        }
        int offset = used * PAGE;
        used += wanted;
        return new Pages(buffer, offset, wanted, position < 0 ? Pages.IN_MEMORY : position + offset);
    }

    int free() {
        return pages - used;
    }

    int bytes() {
        return pages * PAGE;
    }

    /** Where it ends in the file, in bytes. */
    long end() {
        return position + bytes();
    }

    int usedBytes() {
        return used * PAGE;
    }
}
