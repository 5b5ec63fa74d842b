package dev.lastcall.bisect;

/** There may be no more runs. */
public final class EnoughRunsException extends Exception {
    private static final long serialVersionUID = 1L;

    public EnoughRunsException() {
        super("enough runs");
    }
}
