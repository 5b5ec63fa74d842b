package ways.run;

import java.util.concurrent.atomic.LongAdder;

/** What really happened, told by the code it happened to. Thread-safe. */
public final class Truth {
    private static volatile LongAdder ran = new LongAdder();
    private static volatile LongAdder blocked = new LongAdder();

    private Truth() {}

    /** Deprecated code runs, or a field was accessed. */
    public static void ran() {
        ran.increment();
    }

    /** The same, for use in an expression. */
    public static int ran(int value) {
        ran.increment();
        return value;
    }

    /** Whether this run is one in which calls are refused: some rows make fewer calls then. */
    public static boolean blocking() {
        return Boolean.getBoolean("ways.blocking");
    }

    /** One attempt on any thread: a refusal is counted, anything else thrown. */
    public static void attempt(Attempt attempt) throws Throwable {
        try {
            attempt.run();
        } catch (Throwable thrown) {
            if (!isRefusal(thrown)) {
                throw thrown;
            }
            blocked.increment();
        }
    }

    // public all: some JVMs load this class with another loader than the runner
    public static boolean isRefusal(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t.getClass().getName().equals("dev.lastcall.BlockedCallException")) {
                return true;
            }
        }
        return false;
    }

    /** Something that a row has caught itself. */
    public static void refused(Throwable thrown) {
        if (!isRefusal(thrown)) {
            throw new IllegalStateException(thrown);
        }
        blocked.increment();
    }

    public static void refused() {
        blocked.increment();
    }

    /** Forgets what has happened so far. */
    public static void begin() {
        ran = new LongAdder();
        blocked = new LongAdder();
    }

    public static long runs() {
        return ran.sum();
    }

    public static long refusals() {
        return blocked.sum();
    }

    /** Something that may be refused. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws Throwable;
    }
}
