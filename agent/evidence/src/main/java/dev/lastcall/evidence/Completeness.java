package dev.lastcall.evidence;

/**
 * Whether a ledger holds as much as its process recorded. A crash of the machine may lose pages. Immutable.
 *
 * @param chunksWritten pages of counters that the process recorded; 0 if not recorded
 * @param chunksHeld pages of counters that were found
 * @param firstCallsWritten called sites that the process recorded; 0 if not recorded, or if the file says that some of
 *     them are not in it
 * @param firstCallsHeld sites with a call that was found
 */
public record Completeness(int chunksWritten, int chunksHeld, int firstCallsWritten, int firstCallsHeld) {
    /** Part of the sentence about what did not fit into the file. */
    public static final String NOT_IN_FILE = " are not in the file: ";

    /** End of the sentence about what a file has lost. */
    public static final String LOST = ": a crash of the machine may have lost the others";

    /** Whether a problem of a ledger is that something is missing, and not that something is damaged. */
    public static boolean isGap(String problem) {
        return problem.contains(NOT_IN_FILE) || problem.endsWith(LOST);
    }

    /** Whether nothing is missing according to the process's record. */
    public boolean isWhole() {
        return chunksHeld >= chunksWritten && firstCallsHeld >= firstCallsWritten;
    }
}
