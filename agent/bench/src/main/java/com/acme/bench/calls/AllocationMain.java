package com.acme.bench.calls;

import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Lets JMH run {@link CallAllocation}, each benchmark in a JVM of its own, and prints after what JMH prints a line for
 * each: name, tab, bytes a call. Argument: the option that gives those JVMs the agent.
 */
public final class AllocationMain {
    private static final String RATE = "gc.alloc.rate";
    private static final String BYTES = "gc.alloc.rate.norm";

    private AllocationMain() {}

    public static void main(String[] arguments) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(CallAllocation.class.getName())
                .addProfiler(GCProfiler.class)
                .jvmArgs(arguments[0])
                .shouldFailOnError(true)
                .build();
        for (RunResult benchmark : new Runner(options).run()) {
            System.out.printf(
                    Locale.ROOT, "%s\t%.5f%n", benchmark.getPrimaryResult().getLabel(), bytesPerCall(benchmark));
        }
    }

    /**
     * The median of the iterations: what a call allocates is in each of them, and what the JVM allocates once, which
     * the profiler can't tell from it, in one.
     *
     * @return NaN if it could not be measured
     */
    private static double bytesPerCall(RunResult benchmark) {
        Result<?> bytes = benchmark.getSecondaryResults().get(BYTES);
        if (bytes != null) {
            return bytes.getStatistics().getPercentile(50);
        }
        // JMH leaves it out if nothing at all was allocated, and also if it can't know; the rate is 0 then, or NaN
        Result<?> rate = benchmark.getSecondaryResults().get(RATE);
        return rate == null ? Double.NaN : rate.getScore();
    }
}
