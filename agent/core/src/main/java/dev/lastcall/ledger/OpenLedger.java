package dev.lastcall.ledger;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.WatchState;
import java.util.List;

/**
 * The ledger of this process: what is said of the process in the same words whether anyone counts yet ({@link
 * LedgerWriter}) or not ({@link LedgerDraft}). Thread-safe.
 */
public interface OpenLedger {
    /** Adds a class that could not be watched; the same twice counts once. */
    void addBlindSpot(BlindSpot spot);

    /**
     * Says that the process watches from now on, or why it does not.
     *
     * @param state the word of a {@link WatchState}
     */
    void watch(long nowMillis, String state, String reason);

    /** Says when the Java virtual machine started, in milliseconds since 1970 UTC. To be called once. */
    void jvmStarted(long jvmStartedAt);

    /** Says which program the process runs, as is known by now. */
    void program(Program runs);

    /**
     * Adds what loaded classes refer to, those of one class together, none twice. What there is no room for is counted.
     *
     * @param more references that are not on record for other reasons
     */
    void addReferences(long nowMillis, List<LoadedReference> found, long more);

    /** Says that the clock of the machine jumped; both in milliseconds since 1970 UTC. */
    void clockJumped(long expectedMillis, long saidMillis);

    /** Says that the process did not run for a time; both in milliseconds since 1970 UTC. */
    void stoodStill(long fromMillis, long untilMillis);
}
