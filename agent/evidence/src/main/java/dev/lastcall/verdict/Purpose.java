package dev.lastcall.verdict;

/** What should be done with the deprecated code, which decides what would go wrong. */
public enum Purpose {
    /** Refuse calls: would a call be refused? */
    BLOCK("block"),
    /** Delete it: would anything fail to link, to load or to be found? */
    DELETE("delete"),
    /** Continue the migration: is there a call site beyond what a baseline or a budget tolerates? */
    RATCHET("ratchet");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** The word of the option. */
    public String word() {
        return word;
    }
}
