package dev.lastcall;

/**
 * A call into a deprecated member was refused, before the member's body ran.
 *
 * <p>The caller gets it like an exception of the deprecated member itself. The message names the rule, the target, the
 * call site and how to let the call through. The stack trace begins where the call was refused: at the call site, or in
 * the deprecated body if the call came another way. Applications may catch it, but need not.
 */
public final class BlockedCallException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    /** Whether the constructor that fills the stack trace of every {@code Throwable} is done. */
    private boolean constructed;

    /** Creates an exception whose stack trace begins here, as usual. */
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
     * Creates an exception without a stack trace; the code that throws it calls {@link #fillInStackTrace} first. So the
     * stack trace does not show the frames in which the agent decided to refuse the call, and the JVM walks the stack
     * only once.
     */
    public static BlockedCallException withoutTrace(String message) {
        return new BlockedCallException(message, false);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return constructed ? super.fillInStackTrace() : this;
    }
}
