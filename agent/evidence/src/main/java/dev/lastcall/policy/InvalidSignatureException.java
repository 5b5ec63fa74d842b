package dev.lastcall.policy;

/** A signature or caller pattern that does not parse. The message says what is wrong and what is allowed. */
public final class InvalidSignatureException extends Exception {
    private static final long serialVersionUID = 1;

    private final int column;

    InvalidSignatureException(String message, int column) {
        super(message);
        this.column = column;
    }

    /** Where it is wrong: the number of a character in the text that was parsed, the first being 1. */
    public int column() {
        return column;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
