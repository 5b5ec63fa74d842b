package dev.lastcall.junit;

import dev.lastcall.Lastcall.Calls;
import org.jspecify.annotations.Nullable;

/** How often each thread had called each call site at one moment; a row keeps its index. Immutable. */
final class Counters {
    private static final long[] NOTHING = {};

    private final @Nullable Thread[] threads;
    private final long[][] open;

    /** @param open by row and call site: calls that nothing in the policy allows */
    Counters(@Nullable Thread[] threads, long[][] open) {
        this.threads = threads;
        this.open = open;
    }

    static Counters of(Calls calls) {
        @Nullable Thread[] threads = new Thread[calls.rows()];
        long[][] open = new long[calls.rows()][];
        for (int row = 0; row < threads.length; row++) {
            threads[row] = calls.thread(row);
            open[row] = new long[calls.end(row)];
            for (int site = 0; site < open[row].length; site++) {
                open[row][site] = calls.open(row, site);
            }
        }
        return new Counters(threads, open);
    }

    static Counters none() {
        return new Counters(new Thread[0], new long[0][]);
    }

    int rows() {
        return threads.length;
    }

    @Nullable
    Thread thread(int row) {
        return threads[row];
    }

    /** By call site. */
    long[] row(int row) {
        return row < open.length ? open[row] : NOTHING;
    }
}
