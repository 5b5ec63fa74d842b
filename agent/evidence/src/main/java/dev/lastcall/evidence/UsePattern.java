package dev.lastcall.evidence;

/** Which sides of a rule a scope called ("dual": both). */
public enum UsePattern {
    NONE("none"),
    DEPRECATED_ONLY("deprecated-only"),
    CANONICAL_ONLY("canonical-only"),
    DUAL("dual");

    private final String label;

    UsePattern(String label) {
        this.label = label;
    }

    /** The word that reports use. */
    public String label() {
        return label;
    }

    static UsePattern of(long deprecatedCalls, long canonicalCalls) {
        if (deprecatedCalls > 0) {
            return canonicalCalls > 0 ? DUAL : DEPRECATED_ONLY;
        }
        return canonicalCalls > 0 ? CANONICAL_ONLY : NONE;
    }
}
