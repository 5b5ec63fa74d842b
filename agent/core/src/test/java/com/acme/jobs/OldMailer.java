package com.acme.jobs;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Deprecated with its package, and hands work of its own to the JDK. */
public final class OldMailer {
    private OldMailer() {}

    public static String executor() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(new Callable<String>() {
                        @Override
                        public String call() {
                            return "sent";
                        }
                    })
                    .get();
        } finally {
            executor.shutdown();
        }
    }

    public static String threadOfItsOwn() throws Exception {
        Thread thread = new Thread() {
            @Override
            public void run() {
                setName("ran");
            }
        };
        thread.start();
        thread.join();
        return thread.getName();
    }

    public static String timer() throws Exception {
        FutureTask<String> done = new FutureTask<>(() -> "timed");
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        done.run();
                    }
                },
                0);
        return done.get();
    }

    public static String future() throws Exception {
        return CompletableFuture.supplyAsync(new Supplier<String>() {
                    @Override
                    public String get() {
                        return "supplied";
                    }
                })
                .thenApply(new UnaryOperator<String>() {
                    @Override
                    public String apply(String text) {
                        return text;
                    }
                })
                .get();
    }

    public static String stream() {
        return "" + IntStream.range(0, 64).parallel().map(new Doubling()).sum();
    }

    /** Made by the mailer alone. */
    static final class Doubling implements IntUnaryOperator {
        @Override
        public int applyAsInt(int operand) {
            return operand * 2;
        }
    }
}
