package com.acme.bench.calls;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Compares two slices that differ in one thing: short slices of both by turns in random order, on the CPU time of the
 * thread. A pair counts if neither half was disturbed, that is if its wall time is about its CPU time; what remains of
 * the noise meets both halves alike, and the median of the differences leaves out the rest.
 */
final class PairedSlices {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Enough for the slices to be compiled, slow ones of few calls included. */
    private static final int WARM_UP_SLICES = 400;

    private static final int WARM_UP_CALLS = 200_000;
    private static final double MOST_WAIT = 0.05;
    private static final int MOST_WAIT_NANOS = 3_000;
    private static final int FEWEST_PAIRS = 20;
    /** By how many pairs were asked for: on a busy machine most are disturbed. */
    private static final int MOST_TRIES = 50;

    private final Slice plain;
    private final Slice listed;
    private final int calls;
    private final int pairs;
    private LongSupplier cpu = THREADS::getCurrentThreadCpuTime;

    PairedSlices(Slice plain, Slice listed, int calls, int pairs) {
        this.plain = plain;
        this.listed = listed;
        this.calls = calls;
        this.pairs = pairs;
    }

    /**
     * What was measured, in nanoseconds a call.
     *
     * @param plain median of the plain slices
     * @param difference median of listed minus plain
     * @param kept pairs that were not disturbed
     */
    record Result(double plain, double difference, int kept, int of) {}

    Result measure(int threads) throws ExecutionException, InterruptedException {
        return measure(Executors.newFixedThreadPool(threads), threads);
    }

    /**
     * The same on one thread of that pool, a virtual one, of which the JDK tells no CPU time: elapsed time is taken,
     * and no pair is left out.
     */
    Result measureOnVirtual(ExecutorService pool) throws ExecutionException, InterruptedException {
        cpu = System::nanoTime;
        return measure(pool, 1);
    }

    private Result measure(ExecutorService pool, int threads) throws ExecutionException, InterruptedException {
        try {
            List<Callable<Pairs>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long seed = 42L + i;
                work.add(() -> pairs(new Random(seed)));
            }
            List<double[]> kept = new ArrayList<>();
            int of = 0;
            for (Future<Pairs> done : pool.invokeAll(work)) {
                kept.addAll(done.get().kept());
                of += done.get().of();
            }
            return result(kept, of);
        } finally {
            pool.shutdown();
        }
    }

    private static Result result(List<double[]> kept, int of) {
        double[] plain = new double[kept.size()];
        double[] difference = new double[kept.size()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = kept.get(i)[0];
            difference[i] = kept.get(i)[1] - kept.get(i)[0];
        }
        return plain.length < FEWEST_PAIRS
                ? new Result(Double.NaN, Double.NaN, plain.length, of)
                : new Result(median(plain), median(difference), plain.length, of);
    }

    private record Pairs(List<double[]> kept, int of) {}

    private Pairs pairs(Random random) {
        long sink = 0;
        int warmUp = Math.max(WARM_UP_SLICES, WARM_UP_CALLS / calls);
        for (int i = 0; i < Math.min(warmUp, 2 * pairs); i++) { // a trial only wants to know whether it runs
            sink += plain.run(calls) + listed.run(calls);
        }
        List<double[]> kept = new ArrayList<>();
        int of = 0;
        while (of < pairs || (kept.size() < FEWEST_PAIRS && of < pairs * MOST_TRIES)) {
            of++;
            boolean plainFirst = random.nextBoolean();
            double first = nanosPerCall(plainFirst ? plain : listed);
            double second = nanosPerCall(plainFirst ? listed : plain);
            if (!Double.isNaN(first + second)) {
                kept.add(plainFirst ? new double[] {first, second} : new double[] {second, first});
            }
        }
        if (sink == Long.MIN_VALUE) {
            System.err.println(sink); // never, but the compiler can't know
        }
        return new Pairs(kept, of);
    }

    /** NaN if the thread had to wait meanwhile. */
    private double nanosPerCall(Slice slice) {
        long wall = System.nanoTime();
        long before = cpu.getAsLong();
        long sum = slice.run(calls);
        long took = cpu.getAsLong() - before;
        wall = System.nanoTime() - wall;
        boolean disturbed = wall - took > took * MOST_WAIT + MOST_WAIT_NANOS || sum == Long.MIN_VALUE;
        return disturbed ? Double.NaN : (double) took / calls;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
