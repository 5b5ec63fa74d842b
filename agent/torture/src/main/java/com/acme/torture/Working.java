package com.acme.torture;

import com.acme.torture.legacy.Factory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code BOOKS platform|virtual THREADS PAUSE END}: threads that call and keep books until they are stopped by a
 * line on stdin. Each thread has its own size of batch: 1, 10, 1,000, 100,000 calls. PAUSE: milliseconds after each
 * batch, and then all batches are of one call. END: {@code forever}, {@code halt}, {@code crash}; the last two come at
 * a random moment. Prints {@code faults N}: how many errors came out of calls that cannot fail.
 */
public final class Working {
    private static final int[] BATCHES = {1, 10, 1_000, 100_000};

    private static volatile boolean stopped;

    private final File books;
    private final long pauseMillis;
    private final AtomicLong faults = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    private Working(File books, long pauseMillis) {
        this.books = books;
        this.pauseMillis = pauseMillis;
    }

    public static void main(String[] arguments) throws Exception {
        Stdin.watch(() -> stopped = true);
        Working working = new Working(new File(arguments[0]), Long.parseLong(arguments[3]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            working.start(i, arguments[1].equals("virtual"));
        }
        switch (arguments[4]) {
            case "halt" -> halt();
            case "crash" -> crash();
            default -> {}
        }
        for (Thread thread : working.threads) {
            thread.join();
        }
        System.out.println("faults " + working.faults);
    }

    private void start(int number, boolean virtual) throws IOException, ReflectiveOperationException {
        int batch = pauseMillis > 0 ? 1 : BATCHES[number % BATCHES.length];
        Runnable work = new Worker(new Book(books, number), batch);
        if (virtual) {
            threads.add((Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work));
        } else {
            Thread thread = new Thread(work, "worker-" + number);
            threads.add(thread);
            thread.start();
        }
    }

    private final class Worker implements Runnable {
        private final Book book;
        private final int batch;
        private long announced;
        private long acknowledged;

        Worker(Book book, int batch) {
            this.book = book;
            this.batch = batch;
        }

        /** The fault of a call may come out later, wherever the thread is then. What it ends is not acknowledged. */
        @Override
        public void run() {
            while (!stopped) {
                try {
                    work();
                } catch (InternalError fault) {
                    faults.incrementAndGet();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void work() throws IOException, InterruptedException {
            while (!stopped) {
                announced += batch;
                book.announce(announced);
                call();
                // the book first: what a fault keeps out of it is not made up for by the next entry
                book.acknowledge(acknowledged + batch);
                acknowledged += batch;
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
        }

        private void call() {
            for (int i = 0; i < batch; i++) {
                if (Factory.make(i) != i + 1) {
                    throw new IllegalStateException("wrong result");
                }
            }
        }
    }

    private static void halt() throws InterruptedException {
        Thread.sleep((long) (Math.random() * 200));
        Runtime.getRuntime().halt(6);
    }

    private static void crash() throws Exception {
        Thread.sleep((long) (Math.random() * 200));
        Class<?> type = Class.forName("sun.misc.Unsafe");
        var field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    }
}
