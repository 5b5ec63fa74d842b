package dev.lastcall;

/**
 * A call into a deprecated member was refused, before the member's body ran.
 *
 * <p>Thrown to the caller as the deprecated member's own exception would be; the message names the rule, the target, the
 * call site and how to let the call through. Applications need not catch it, but may.
 */
public final class BlockedCallException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    public BlockedCallException(String message) {
        super(message);
    }
}
