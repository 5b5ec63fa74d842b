package dev.lastcall.policy;

/** On which side of a rule a target stands. The order is persisted in ledgers: append only. */
public enum Role {
    DEPRECATED("deprecated"),
    CANONICAL("canonical");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The word that reports use. */
    public String label() {
        return label;
    }
}
