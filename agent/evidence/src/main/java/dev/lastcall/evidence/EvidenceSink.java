package dev.lastcall.evidence;

/**
 * Takes in what ledgers hold, the evidence of one process after the other, in any order. The caller keeps no ledger: a
 * sink holds what it needs. Not thread-safe.
 */
public interface EvidenceSink {
    /** Takes in what one process saw. No process may be given twice: see {@link DistinctProcesses}. */
    void add(ProcessEvidence ledger);

    /** Notes something that was given and could not be read: one sentence that begins with its name. */
    void addUnread(String sentence);

    /** Notes that two ledgers of one process say different things: one sentence that begins with the name of one. */
    void addContradiction(String sentence);

    /** Notes that a damaged ledger does not count, since another one of its process holds all that it does. */
    void addCopy(DamagedCopy copy);

    /** Notes a file that is called as something else than a ledger, and that nobody can look into: its name. */
    default void addOpaque(String file) {}
}
