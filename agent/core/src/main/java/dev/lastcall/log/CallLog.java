package dev.lastcall.log;

/**
 * Where log lines go. To be used on the agent's thread: a write waits for the disk or for who reads the console. The
 * console needs no more than this package; Logback, whose first use takes as much as the start of a small application,
 * writes to files and to what a user's Logback file names.
 */
public abstract class CallLog implements AutoCloseable {
    CallLog() {}

    /** Writes the line for a call. Failures to write are ignored. */
    public abstract void write(CallEvent event);

    /** Writes a line of the agent's own, such as what could not be logged or read. */
    public abstract void note(long timeMillis, String text);

    /** Flushes and closes files; standard streams stay open. */
    @Override
    public abstract void close();
}
