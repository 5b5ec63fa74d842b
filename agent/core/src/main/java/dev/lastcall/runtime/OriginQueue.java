package dev.lastcall.runtime;

import dev.lastcall.ledger.LedgerWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Code sources of callers, which the agent's thread looks into, one at a heartbeat: to read a jar may take long.
 * Thread-safe; {@link #write} and {@link #writeRest} are for one thread at a time.
 */
final class OriginQueue {
    private static final int MOST = 2_000;
    /** The user waits for the end. */
    private static final long LONGEST_AT_END_NANOS = 300_000_000;

    private final Set<String> seen = new HashSet<>();
    private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();

    /** @param codeSource of a caller; nothing happens if it was added before */
    void add(String codeSource) {
        if (!codeSource.isEmpty()) {
            synchronized (seen) {
                if (seen.size() < MOST && seen.add(codeSource)) {
                    queue.add(codeSource);
                }
            }
        }
    }

    void write(long nowMillis, LedgerWriter ledger) {
        String next = queue.poll();
        if (next != null) {
            ledger.addOrigin(nowMillis, OriginReader.of(next));
        }
    }

    /** Those that are left, as many as can be read in a moment. */
    void writeRest(long nowMillis, LedgerWriter ledger) {
        long begin = System.nanoTime();
        while (!queue.isEmpty() && System.nanoTime() - begin < LONGEST_AT_END_NANOS) {
            write(nowMillis, ledger);
        }
    }
}
