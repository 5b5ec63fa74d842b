package dev.lastcall;

/**
 * A call into a deprecated member was refused, before the member's body ran.
 *
 * <p>Thrown to the caller as the deprecated member's own exception would be; the message names the rule, the target, the
 * call site and how to let the call through. Its stack trace begins where the application was refused: at the call site,
 * or in the deprecated body if the call came another way. Applications need not catch it, but may.
 */
public final class BlockedCallException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    /** Whether the constructor that fills the stack trace of every {@code Throwable} is done. */
    private boolean constructed;

    /** Has its stack trace from here, as any exception has. */
    public BlockedCallException(String message) {
        this(message, true);
    }

    private BlockedCallException(String message, boolean filled) {
        super(message);
        constructed = true;
        if (filled) {
            fillInStackTrace();
        }
    }

    /**
     * One that has no stack trace yet: what throws it calls {@link #fillInStackTrace} first. So the frames in which it is
     * decided that a call is refused are not in it, and the JVM walks over the stack once.
     */
    public static BlockedCallException withoutTrace(String message) {
        return new BlockedCallException(message, false);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return constructed ? super.fillInStackTrace() : this;
    }
}
