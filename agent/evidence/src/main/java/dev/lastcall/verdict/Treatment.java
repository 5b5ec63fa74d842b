package dev.lastcall.verdict;

/**
 * What a block would do with the calls of a site, by the policy of the question. If several apply, the first one
 * counts.
 */
public enum Treatment {
    /** Refuse them, or some of them. */
    REFUSE("refuse"),
    /** Let them pass, since an allow entry names the caller. */
    ALLOW("allow"),
    /** Let them pass, as calls between the rule's own classes. */
    DELEGATE("delegated"),
    /** Let them pass: no rule of the policy asked about refuses them. */
    PASS("pass");

    private final String word;

    Treatment(String word) {
        this.word = word;
    }

    /** The word that reports use. */
    public String word() {
        return word;
    }
}
