package dev.lastcall.policy;

/**
 * A duration that can't be read. The message is a sentence: it quotes the text, and says what is wrong and what is
 * allowed.
 */
public final class InvalidDurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final int column;

    InvalidDurationException(String message, int column) {
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
