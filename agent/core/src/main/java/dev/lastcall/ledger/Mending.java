package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.time.Instant;

/**
 * Finds that someone has cut the file, and makes it a ledger again: with its length, its header, the headers of its
 * pages, and the records that the parts of the writer keep.
 *
 * <p>Used under the writer's lock only; {@link #mendings} needs none. Each access to what was cut off is a fault, which
 * may break off a mending anywhere; the next one begins anew.
 */
final class Mending {
    private final LedgerPages pages;
    private final Journal journal;
    private final CounterPages counters;
    private final PolicyNotes policies;
    private final ProcessNotes notes;
    private final ReferenceNotes references;

    private long mendFrom = Long.MAX_VALUE;
    private volatile int mendings;
    private String loss = "";

    Mending(
            LedgerPages pages,
            Journal journal,
            CounterPages counters,
            PolicyNotes policies,
            ProcessNotes notes,
            ReferenceNotes references) {
        this.pages = pages;
        this.journal = journal;
        this.counters = counters;
        this.policies = policies;
        this.notes = notes;
        this.references = references;
    }

    /**
     * @return what is lost, a sentence; empty if the file is as long as it should be
     * @throws IOException if there is no room for what was cut off; the next call tries again
     */
    String mend(long nowMillis) throws IOException {
        // remembered, since the fault of an earlier access may break this off anywhere
        mendFrom = Math.min(mendFrom, pages.intactBytes());
        if (mendFrom < pages.committedBytes()) {
            loss = mend(mendFrom, nowMillis);
        }
        pages.extents().settle();
        mendFrom = Long.MAX_VALUE;
        return loss;
    }

    /** How often the file was mended. */
    int mendings() {
        return mendings;
    }

    /** Whether the file was whole since {@link #mendings} had that value. */
    boolean wasWhole(int mendingsBefore) {
        try {
            return mendings == mendingsBefore
                    && loss.isEmpty()
                    && mendFrom == Long.MAX_VALUE
                    && pages.intactBytes() >= pages.committedBytes();
        } catch (IOException untold) {
            return false;
        }
    }

    /** What {@link #mend} has said is done by others too. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void mended() {
        loss = "";
        mendings++;
    }

    private String mend(long intact, long nowMillis) throws IOException {
        pages.refill(intact);
        if (intact < PAGE) {
            pages.beginAgain(nowMillis, policies.mode());
        }
        journal.wasCut();
        journal.reopened(pages.extents().reopen(intact), intact);
        counters.reopened();
        notes.addWatchAgain();
        policies.addChangeAgain(nowMillis);
        notes.addProgramAgain();
        references.addAgain();
        journal.addDroppedAgain();
        if (intact < PAGE) {
            pages.header().finish();
        }
        String sentence = "the ledger file was cut to " + intact + " bytes; "
                + lost(pages.extents().chunksLost(), nowMillis);
        if (intact < pages.extents().usedBytes()) {
            journal.encoder().blindSpot(new BlindSpot("(ledger)", sentence));
            journal.append();
        }
        return sentence;
    }

    private static String lost(int chunks, long nowMillis) {
        return chunks == 0
                ? "no counts are lost"
                : "the counts of " + OneLine.count(chunks, "page") + " from before " + Instant.ofEpochMilli(nowMillis)
                        + " are lost";
    }
}
