package dev.lastcall.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells someone at a terminal what takes so long: one line on standard error that is written over, and gone at the end.
 * Nothing appears in the first second, nor where nobody looks. To be closed before anything else is printed.
 */
final class Progress implements AutoCloseable {
    private static final long FIRST_MILLIS = 1_000;
    private static final long NEXT_MILLIS = 500;
    private static final int WIDTH = 78;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isShown;
    private final long startNanos = System.nanoTime();
    private final Thread thread;
    private String what;
    private boolean ended;
    private boolean drawn;

    private Progress(PrintStream err, boolean isShown, String what) {
        this.err = err;
        this.isShown = isShown;
        this.what = what;
        this.thread = new Thread(this::run, "lastcall-progress");
        this.thread.setDaemon(true);
    }

    /** @param what is being done, such as {@code reading app.jar} */
    static Progress of(Surroundings surroundings, String what) {
        Progress progress = new Progress(
                surroundings.err(), surroundings.terminal().ansiOfErrors().enabled(), what);
        if (progress.isShown) {
            progress.thread.start();
        }
        return progress;
    }

    /** Does that work, and tells of it meanwhile. */
    static <T> T during(Surroundings surroundings, String what, Supplier<T> work) {
        Progress progress = of(surroundings, what);
        try {
            return work.get();
        } finally {
            progress.close();
        }
    }

    /** From now on this is being done. */
    synchronized void at(String now) {
        what = now;
    }

    private synchronized void run() {
        long wait = FIRST_MILLIS;
        try {
            while (!ended) {
                TimeUnit.MILLISECONDS.timedWait(this, wait);
                if (!ended && millis() >= FIRST_MILLIS) {
                    err.print(ERASE_LINE + line(what, millis()));
                    err.flush();
                    drawn = true;
                }
                wait = NEXT_MILLIS;
            }
        } catch (InterruptedException nobodyLooks) {
            Thread.currentThread().interrupt();
        }
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    static String line(String what, long millis) {
        String end = " … " + millis / 1_000 + " s";
        int room = WIDTH - end.length();
        String shown = what.length() <= room ? what : what.substring(0, room - 1) + '…';
        return shown + end;
    }

    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
        if (drawn) {
            err.print(ERASE_LINE);
            err.flush();
            drawn = false;
        }
    }
}
