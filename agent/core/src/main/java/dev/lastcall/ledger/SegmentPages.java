package dev.lastcall.ledger;

import java.nio.ByteBuffer;
import java.util.List;

/** The live memory of a writer, segment behind segment. Takes the writer's lock for each access. For one reading. */
final class SegmentPages implements PageSource {
    private final List<Segment> segments;
    private final Object lock;

    /** @param lock is held by who appends: under it, no half record is seen */
    SegmentPages(List<Segment> segments, Object lock) {
        this.segments = segments;
        this.lock = lock;
    }

    /**
     * Up to the last page that was given away: to look for something in the free ones takes most of a short reading.
     */
    @Override
    public long bytes() {
        long start = 0;
        long end = 0;
        synchronized (lock) {
            for (Segment segment : segments) {
                end = segment.usedBytes() > 0 ? start + segment.usedBytes() : end;
                start += segment.bytes();
            }
        }
        return end;
    }

    @Override
    public void read(long position, ByteBuffer into) {
        into.clear();
        synchronized (lock) {
            long start = 0;
            for (Segment segment : segments) {
                long from = position + into.position() - start;
                if (from >= 0 && from < segment.bytes()) {
                    int length = (int) Math.min(into.remaining(), segment.bytes() - from);
                    into.put(segment.buffer
                            .duplicate()
                            .limit((int) from + length)
                            .position((int) from));
                }
                start += segment.bytes();
            }
        }
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
        into.flip();
    }
}
