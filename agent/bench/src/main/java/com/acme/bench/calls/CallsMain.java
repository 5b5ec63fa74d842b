package com.acme.bench.calls;

import com.acme.bench.calls.PairedSlices.Result;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Prints what calls cost in this process, a line each: name, tab, plain ns, tab, difference in ns, tab, pairs kept,
 * tab, pairs. Arguments: what to measure ({@code calls}, {@code direct}, {@code reflective}, {@code blocked} or {@code
 * virtual}, which needs virtual threads) and how many pairs.
 */
public final class CallsMain {
    private static final int SHORT_CALLS = 20_000;
    /** Of calls that are fast once the agent knows their caller. */
    private static final int HOT_CALLS = 2_000;

    private static final int SLOW_CALLS = 100;
    /** A walk of the stack allocates 900 bytes, a reflective call by itself less than a hundred. */
    private static final int BYTES_WITHOUT_WALK = 300;

    private static final int CALLS_TO_ASK = 1_000;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int pairs;

    private CallsMain(int pairs) {
        this.pairs = pairs;
    }

    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        CallsMain main = new CallsMain(Integer.parseInt(arguments[1]));
        switch (arguments[0]) {
            case "calls" -> main.calls();
            case "direct" -> main.direct();
            case "reflective" -> main.reflective();
            case "blocked" -> main.blocked();
            case "virtual" -> main.onVirtualThreads();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void calls() throws ExecutionException, InterruptedException {
        waitForHints(ListedCalls::subclass, ListedCalls::throughInterface, ListedCalls::deep);
        direct();
        for (int threads = 1; threads <= 2; threads++) {
            print("reference " + threads, PlainCalls::reference, ListedCalls::reference, SHORT_CALLS, threads);
            print("virtual " + threads, PlainCalls::virtual, ListedCalls::virtual, SHORT_CALLS, threads);
            print("deep " + threads, PlainCalls::deep, ListedCalls::deep, SHORT_CALLS, threads);
            print("subclass " + threads, PlainCalls::subclass, ListedCalls::subclass, SHORT_CALLS, threads);
            print(
                    "interface " + threads,
                    PlainCalls::throughInterface,
                    ListedCalls::throughInterface,
                    SHORT_CALLS,
                    threads);
        }
    }

    private void direct() throws ExecutionException, InterruptedException {
        for (int threads = 1; threads <= 2; threads++) {
            print("direct " + threads, PlainCalls::direct, ListedCalls::direct, SHORT_CALLS, threads);
        }
    }

    private void reflective() throws ExecutionException, InterruptedException {
        Slice plain = PlainCalls::reflective;
        Slice listed = ListedCalls::reflective;
        Slice walked = WalkedCalls::reflective;
        waitForHints(ListedCalls::manyReceivers, ListedCalls::handle, ListedCalls::reflectiveOnMany, listed);
        print("many", PlainCalls::manyReceivers, ListedCalls::manyReceivers, HOT_CALLS, 1);
        print("handle", PlainCalls::handle, ListedCalls::handle, HOT_CALLS, 1);
        print("inherited", PlainCalls::reflectiveOnMany, ListedCalls::reflectiveOnMany, HOT_CALLS, 1);
        int own = new Throwable().getStackTrace().length;
        for (int depth : new int[] {5, 100}) {
            int frames = Math.max(0, depth - own);
            print("reflective " + depth, plain.deeper(frames), listed.deeper(frames), HOT_CALLS, 1);
            print("walked " + depth, walked.deeper(frames), listed.deeper(frames), SLOW_CALLS, 1);
        }
        print("bound", PlainCalls::boundHandle, ListedCalls::boundHandle, SLOW_CALLS, 1);
        print("arguments", PlainCalls::withArguments, ListedCalls::withArguments, SLOW_CALLS, 1);
        print("beyond", PlainCalls::tooManyReceivers, ListedCalls::tooManyReceivers, SLOW_CALLS, 1);
    }

    private void onVirtualThreads() throws ExecutionException, InterruptedException {
        waitForHints(ListedCalls::throughInterface);
        print("onVirtual direct", PlainCalls::direct, ListedCalls::direct);
        print("onVirtual virtual", PlainCalls::virtual, ListedCalls::virtual);
        print("onVirtual interface", PlainCalls::throughInterface, ListedCalls::throughInterface);
    }

    private void print(String name, Slice plain, Slice listed) throws ExecutionException, InterruptedException {
        try { // no method of Java 17
            ExecutorService pool = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            print(name, new PairedSlices(plain, listed, SHORT_CALLS, pairs).measureOnVirtual(pool));
        } catch (ReflectiveOperationException noVirtualThreads) {
            throw new IllegalStateException(noVirtualThreads);
        }
    }

    /**
     * The agent weaves the callers again of what has become hot, after pauses of some seconds at most. Until then each
     * call walks the stack, which shows by what it allocates.
     */
    private static void waitForHints(Slice... hot) throws InterruptedException {
        long start = System.nanoTime();
        for (Slice slice : hot) {
            while (bytesPerCall(slice) > BYTES_WITHOUT_WALK) {
                if (System.nanoTime() - start > LONGEST_WAIT_NANOS) {
                    throw new IllegalStateException("calls that are hot still walk the stack");
                }
                TimeUnit.MILLISECONDS.sleep(20); // to leave the machine to the agent's thread
            }
        }
    }

    private static long bytesPerCall(Slice slice) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long sum = slice.run(CALLS_TO_ASK);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        return sum == Long.MIN_VALUE ? Long.MAX_VALUE : bytes / CALLS_TO_ASK;
    }

    private void blocked() throws ExecutionException, InterruptedException {
        int frames = BlockedCalls.frames() - ThrownCalls.frames();
        ThrownCalls.frames = Math.max(0, frames);
        print("blocked", ThrownCalls::caught, BlockedCalls::caught, SLOW_CALLS, 1);
    }

    private void print(String name, Slice plain, Slice listed, int calls, int threads)
            throws ExecutionException, InterruptedException {
        print(name, new PairedSlices(plain, listed, calls, pairs).measure(threads));
    }

    private static void print(String name, Result result) {
        System.out.printf(
                Locale.ROOT,
                "%s\t%.3f\t%.3f\t%d\t%d%n",
                name,
                result.plain(),
                result.difference(),
                result.kept(),
                result.of());
    }
}
