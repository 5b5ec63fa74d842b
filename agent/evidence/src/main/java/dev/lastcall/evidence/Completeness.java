package dev.lastcall.evidence;

/**
 * Whether a ledger holds as much as its process wrote down that it does. A crash of the machine may lose pages. Immutable.
 *
 * @param chunksWritten pages of counters that the process says are there; 0 if it does not say
 * @param chunksHeld pages of counters that were found
 * @param firstCallsWritten sites of which the process says that they were called; 0 if it does not say, or lost count
 *     since some of them are not in the file, as the file says
 * @param firstCallsHeld sites with a call that was found
 */
public record Completeness(int chunksWritten, int chunksHeld, int firstCallsWritten, int firstCallsHeld) {
    /** In the sentence of what got into no file for want of space. */
    public static final String NOT_IN_FILE = " are not in the file: ";

    /** At the end of the sentence of what a file has lost. */
    public static final String LOST = ": a crash of the machine may have lost the others";

    /** Whether a problem of a ledger is that something is missing, and not that something is damaged. */
    public static boolean isGap(String problem) {
        return problem.contains(NOT_IN_FILE) || problem.endsWith(LOST);
    }

    /** Whether nothing is missing, as far as the process said. */
    public boolean isWhole() {
        return chunksHeld >= chunksWritten && firstCallsHeld >= firstCallsWritten;
    }
}
