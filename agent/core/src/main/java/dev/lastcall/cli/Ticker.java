package dev.lastcall.cli;

import java.util.concurrent.TimeUnit;

/** When to look again; a seam for tests. */
interface Ticker {
    /** Waits so long; false if it is time to end. */
    boolean await(long millis);

    /** A time that only grows, in nanoseconds. */
    long nanos();

    /** Has that done when somebody ends this process from outside, as Ctrl-C does; until it is closed. */
    Registration atEnd(Runnable task);

    /** What is to be done at the end, and is not any more once this is closed. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** The system's. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public boolean await(long millis) {
                try {
                    TimeUnit.MILLISECONDS.sleep(millis);
                    return true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Registration atEnd(Runnable task) {
                Thread hook = new Thread(task, "lastcall-end");
                Runtime.getRuntime().addShutdownHook(hook);
                return () -> {
                    try {
                        Runtime.getRuntime().removeShutdownHook(hook);
                    } catch (IllegalStateException ending) {
                        // then the hook says how it ends
                    }
                };
            }
        };
    }
}
