package com.acme.app;

import com.acme.legacy.Factory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code platform THREADS CALLS} or {@code virtual THREADS CALLS}: as many calls on each thread. */
public final class Threads {
    private Threads() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        int calls = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("virtual")) {
            virtual(threads, calls);
        } else {
            platform(threads, calls);
        }
        System.out.println("calls " + (long) threads * calls);
    }

    private static void platform(int threads, int calls) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> work(calls));
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** By reflection, since this compiles for Java 17. */
    private static void virtual(int threads, int calls) throws Exception {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < threads; i++) {
            executor.execute(() -> work(calls));
        }
        executor.shutdown();
        if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the virtual threads did not end");
        }
    }

    private static void work(int calls) {
        long value = 0;
        for (int i = 0; i < calls; i++) {
            value = Factory.fast(value);
        }
        if (value != calls) {
            throw new IllegalStateException("result " + value);
        }
    }
}
