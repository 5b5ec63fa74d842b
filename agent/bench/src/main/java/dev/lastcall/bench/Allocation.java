package dev.lastcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the agent allocates at a counted call, by JMH's {@code gc.alloc.rate.norm}: that of the listed call less that of
 * its twin.
 */
final class Allocation {
    /**
     * Bytes a call. The limit is none, but the profiler looks at all threads: JMH begins and ends an iteration between
     * its two looks, and the agent and the JDK have threads of their own. That is 5 to 20 KB an iteration, or 0.002 B
     * for each of ten million calls. The smallest object has 16 B, so one at every 1,000th call is already beyond this.
     */
    private static final double NOISE = 0.01;

    private static final int LISTED_BENCHMARKS = 4;

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
        int counted = ran.lines(" calls from 1 call site,").size()
                + ran.lines(" calls from 2 call sites,").size(); // where the receiver is made, too
        if (counted != LISTED_BENCHMARKS) {
            throw new IllegalStateException("the agent has not counted each kind of call:\n" + ran.out() + ran.err());
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row("direct", ran, "direct"));
        rows.add(row("method reference", ran, "reference"));
        rows.add(row("virtual", ran, "virtual"));
        rows.add(reflective(ran));
        return rows;
    }

    private static Row row(String kind, Ran ran, String benchmark) {
        double listed = bytes(ran, benchmark + "Listed");
        double plain = bytes(ran, benchmark + "Plain");
        return Row.atMost(
                "allocation per counted call, " + kind,
                NOISE,
                Math.max(0, listed - plain),
                " B",
                String.format(Locale.ROOT, "%.4f B less %.4f B of its twin, JMH gc.alloc.rate.norm", listed, plain));
    }

    /** Who calls by reflection is found by the JDK's stack walker, which allocates. */
    private static Row reflective(Ran ran) {
        return Row.information(
                "allocation per counted call, reflective",
                bytes(ran, "reflectiveListed") - bytes(ran, "reflectivePlain"),
                " B",
                String.format(Locale.ROOT, "%.0f B by one with a StackWalker in it", bytes(ran, "reflectiveWalked")));
    }

    private static double bytes(Ran ran, String benchmark) {
        return Double.parseDouble(ran.after(benchmark));
    }
}
