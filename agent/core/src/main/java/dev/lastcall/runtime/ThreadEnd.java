package dev.lastcall.runtime;

/**
 * {@code Thread.stop}, which until Java 19 ends a thread with a {@code ThreadDeath} wherever it is, in the agent's code
 * as well. Where that can't go on to the application by itself, the thread is stopped once more. Pure.
 */
final class ThreadEnd {
    private ThreadEnd() {}

    /** By name: a later Java may not have the class. */
    static boolean is(Throwable failure) {
        return failure.getClass().getName().equals("java.lang.ThreadDeath");
    }

    @SuppressWarnings({"deprecation", "removal"}) // somebody has done so: it goes on to whom it was meant for
    static void stop(Thread dying) {
        dying.stop();
    }
}
