package dev.lastcall.runtime;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.ledger.LedgerWriter;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Call paths on their way from the application's threads to the agent's, which writes them into the ledger. Bounded:
 * where they come faster than they are written, the next ones are lost. Thread-safe; {@link #write} is for one thread
 * at a time.
 */
final class PathQueue {
    private static final int MOST = 8_192;

    private final ConcurrentLinkedQueue<Taken> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Taken(int site, CallPath path) {}

    void add(int site, CallPath path) {
        if (size.incrementAndGet() <= MOST) {
            queue.add(new Taken(site, path));
        } else {
            size.decrementAndGet();
        }
    }

    void write(long nowMillis, LedgerWriter ledger) {
        for (Taken taken = queue.poll(); taken != null; taken = queue.poll()) {
            size.decrementAndGet();
            ledger.addPath(nowMillis, taken.site, taken.path);
        }
    }
}
