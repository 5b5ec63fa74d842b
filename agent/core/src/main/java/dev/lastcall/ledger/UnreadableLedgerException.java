package dev.lastcall.ledger;

import java.io.IOException;

/** A file that is no ledger, or of which nothing can be used. The message names the file, what is wrong and where. */
public final class UnreadableLedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableLedgerException(String message) {
        super(message);
    }

    UnreadableLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
