package dev.lastcall.cli;

/** A command cannot do what was asked: the message, of one line or more, is what the user reads. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    CommandFailure(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
