package dev.lastcall.ledger;

/**
 * A policy as it is written: which version of each of its rules is in force, as their records number them (0: not
 * written down), and in which mode. Immutable.
 */
final class PolicyNote {
    private final long millis;
    private final String mode;
    private final String hash;
    private final int[] versions;
    private final int[] modes;

    PolicyNote(long millis, String mode, String hash, int[] versions, int[] modes) {
        this.millis = millis;
        this.mode = mode;
        this.hash = hash;
        this.versions = versions;
        this.modes = modes;
    }

    long millis() {
        return millis;
    }

    String mode() {
        return mode;
    }

    String hash() {
        return hash;
    }

    int rules() {
        return versions.length;
    }

    int version(int rule) {
        return versions[rule];
    }

    /** The number of the mode in which it acts. */
    int modeOf(int rule) {
        return modes[rule];
    }

    /** Where the rules end that are numbered one after the other from there on, and act in one mode. */
    int endOfRange(int from) {
        int end = from + 1;
        while (end < versions.length
                && versions[end] == (versions[from] == 0 ? 0 : versions[from] + end - from)
                && modes[end] == modes[from]) {
            end++;
        }
        return end;
    }
}
