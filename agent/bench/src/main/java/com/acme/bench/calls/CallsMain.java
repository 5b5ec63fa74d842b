package com.acme.bench.calls;

import com.acme.bench.calls.PairedSlices.Result;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Prints what calls cost in this process, a line each: name, tab, plain ns, tab, difference in ns, tab, pairs kept,
 * tab, pairs. Arguments: what to measure ({@code calls}, {@code direct}, {@code reflective} or {@code blocked}) and how
 * many pairs.
 */
public final class CallsMain {
    private static final int SHORT_CALLS = 20_000;
    private static final int SLOW_CALLS = 100;

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
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void calls() throws ExecutionException, InterruptedException {
        direct();
        for (int threads = 1; threads <= 2; threads++) {
            print("reference " + threads, PlainCalls::reference, ListedCalls::reference, SHORT_CALLS, threads);
            print("virtual " + threads, PlainCalls::virtual, ListedCalls::virtual, SHORT_CALLS, threads);
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
        print("many", PlainCalls::manyReceivers, ListedCalls::manyReceivers, SLOW_CALLS, 1);
        print("handle", PlainCalls::handle, ListedCalls::handle, SLOW_CALLS, 1);
        print("inherited", PlainCalls::reflectiveOnMany, ListedCalls::reflectiveOnMany, SLOW_CALLS, 1);
        int own = new Throwable().getStackTrace().length;
        for (int depth : new int[] {5, 100}) {
            int frames = Math.max(0, depth - own);
            print("reflective " + depth, plain.deeper(frames), listed.deeper(frames), SLOW_CALLS, 1);
            print("walked " + depth, walked.deeper(frames), listed.deeper(frames), SLOW_CALLS, 1);
        }
    }

    /** The agent weaves the callers again of what has become hot, after pauses of some seconds at most. */
    private static void waitForHints(Slice... hot) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            for (Slice slice : hot) {
                slice.run(1_000);
            }
            Thread.sleep(500);
        }
    }

    private void blocked() throws ExecutionException, InterruptedException {
        int frames = BlockedCalls.frames() - ThrownCalls.frames();
        ThrownCalls.frames = Math.max(0, frames);
        print("blocked", ThrownCalls::caught, BlockedCalls::caught, SLOW_CALLS, 1);
    }

    private void print(String name, Slice plain, Slice listed, int calls, int threads)
            throws ExecutionException, InterruptedException {
        Result result = new PairedSlices(plain, listed, calls, pairs).measure(threads);
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
