package dev.lastcall.policy;

import java.util.Locale;

/** On which side of a rule a target stands. The order is persisted in ledgers: append only. */
public enum Role {
    DEPRECATED,
    CANONICAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that reports use. */
    public String label() {
        return label;
    }
}
