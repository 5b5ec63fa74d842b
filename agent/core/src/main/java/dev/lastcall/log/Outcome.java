package dev.lastcall.log;

/** What became of a call. */
public enum Outcome {
    /** It went through, as any call does in mode {@code log}. */
    LOGGED("logged"),
    /** It was refused. */
    BLOCKED("blocked"),
    /** An allow entry let it through. */
    ALLOWED("allowed");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The word that log lines use. */
    public String label() {
        return label;
    }
}
