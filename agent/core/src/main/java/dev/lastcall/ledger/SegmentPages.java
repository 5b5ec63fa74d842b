package dev.lastcall.ledger;

import java.nio.ByteBuffer;
import java.util.List;

/** The live memory of a writer, segment behind segment. */
final class SegmentPages implements PageSource {
    private final List<Segment> segments;
    private final Object lock;

    /** @param lock is held by who appends: under it, no half record is seen */
    SegmentPages(List<Segment> segments, Object lock) {
        this.segments = segments;
        this.lock = lock;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.bytes();
        }
        return bytes;
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
