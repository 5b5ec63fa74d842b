package dev.lastcall;

/** Stands in for the agent's: rows know a refusal by this name. */
public class BlockedCallException extends UnsupportedOperationException {
    public BlockedCallException(String message) {
        super(message);
    }
}
