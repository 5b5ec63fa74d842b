package dev.lastcall.evidence;

import java.util.Locale;

/** How a call site reaches its target. The order is persisted in ledgers: append only. */
public enum Kind {
    CALL,
    NEW,
    SUPER,
    METHOD_REF,
    FIELD_READ,
    FIELD_WRITE,
    REFLECTION,
    METHOD_HANDLE,
    NATIVE,
    /** Dispatched through a type that is not listed. */
    VIRTUAL,
    /** A bootstrap method of {@code invokedynamic}. */
    INDY;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word that reports use. */
    public String label() {
        return label;
    }
}
