package dev.lastcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the agent allocates at a counted call, by JMH's {@code gc.alloc.rate.norm}: that of the listed call less that of its twin. */
final class Allocation {
    /**
     * Bytes a call. The limit is none, but the profiler looks at all threads: JMH begins and ends an iteration between its
     * two looks, and the agent and the JDK have threads of their own. That is 5 to 20 KB an iteration, or 0.002 B for each
     * of ten million calls. The smallest object has 16 B, so one at every 1,000th call is already beyond this.
     */
    private static final double NOISE = 0.01;
    /** The same for calls that take microseconds, of which an iteration has 10,000 to 60,000: an object at every eighth. */
    private static final double SLOW_NOISE = 2;

    private static final int LISTED_BENCHMARKS = 3;

    private Allocation() {}

    static List<Row> measure(Workshop workshop) throws IOException, InterruptedException {
        Ran ran = workshop.forks()
                .java(List.of(
                        // who else measures on this machine changes the time, not the bytes
                        "-Djmh.ignoreLock=true",
                        "-cp",
                        workshop.jmhClassPath(),
                        "com.acme.bench.calls.AllocationMain",
                        workshop.agent("mode=count,deprecated=" + Calls.LISTED)));
        if (ran.lines(" calls from 1 call site,").size() != LISTED_BENCHMARKS) {
            throw new IllegalStateException("the agent has not counted each kind of call:\n" + ran.out() + ran.err());
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row("direct", NOISE, ran, "direct"));
        rows.add(row("method reference", NOISE, ran, "reference"));
        rows.add(row("reflective", SLOW_NOISE, ran, "reflective"));
        return rows;
    }

    private static Row row(String kind, double noise, Ran ran, String benchmark) {
        double listed = Double.parseDouble(ran.after(benchmark + "Listed"));
        double plain = Double.parseDouble(ran.after(benchmark + "Plain"));
        return Row.atMost(
                "allocation per counted call, " + kind,
                noise,
                listed - plain,
                " B",
                String.format(Locale.ROOT, "%.4f B less %.4f B of its twin, JMH gc.alloc.rate.norm", listed, plain));
    }
}
