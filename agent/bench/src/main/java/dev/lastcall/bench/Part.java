package dev.lastcall.bench;

import java.io.IOException;
import java.util.List;

/** A group of measurements that can be asked for by name. */
interface Part {
    String name();

    /**
     * Measures.
     *
     * @param effort 1 for the full measurement; less makes it shorter and noisier
     */
    List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException;

    /** A number of repetitions; never less than one. */
    static int times(int full, double effort) {
        return (int) Math.max(1, Math.round(full * effort));
    }
}
