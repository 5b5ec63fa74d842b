package dev.lastcall;

import java.util.Arrays;

/**
 * A call into a deprecated member was refused, before the member's body ran.
 *
 * <p>Thrown to the caller as the deprecated member's own exception would be; the message names the rule, the target, the
 * call site and how to let the call through. Its stack trace begins where the application was refused: at the call site,
 * or in the deprecated body if the call came another way. Applications need not catch it, but may.
 */
public final class BlockedCallException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    /** The class that woven code calls: what is above its last frame at the top is the agent's. */
    private static final String BRIDGE = "java.lang.LastcallBridge";

    public BlockedCallException(String message) {
        super(message);
        setStackTrace(withoutAgent(getStackTrace()));
    }

    private static StackTraceElement[] withoutAgent(StackTraceElement[] trace) {
        int first = 0;
        for (int i = 0; i < trace.length && isAgents(trace[i]); i++) {
            if (trace[i].getClassName().equals(BRIDGE)) {
                first = i + 1;
            }
        }
        return Arrays.copyOfRange(trace, first, trace.length);
    }

    private static boolean isAgents(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(BRIDGE) || name.startsWith("dev.lastcall.");
    }
}
