package dev.lastcall.verdict;

/** What is to be done with the deprecated code, and so what would go wrong. */
public enum Purpose {
    /** Calls into it are to be refused: would a call be? */
    BLOCK("block"),
    /** It is to be deleted: would anything fail to link, load or be found? */
    DELETE("delete"),
    /** The migration is to go on: is there a call site beyond what a baseline or a budget tolerates? */
    RATCHET("ratchet");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** As the option is written. */
    public String word() {
        return word;
    }
}
