package dev.lastcall.ledger;

import dev.lastcall.evidence.LoadedReference;
import java.util.List;

/**
 * Writes what loaded classes refer to, and how much of that there is no room for; keeps it, to be written again. Used
 * under the writer's lock only.
 */
final class ReferenceNotes {
    private final Journal journal;
    private final List<LoadedReference> references;
    /** That are not on record. */
    private long more;

    private long moreWritten;

    ReferenceNotes(Journal journal, LedgerDraft draft) {
        this.journal = journal;
        this.references = draft.references();
        this.more = draft.moreReferences();
    }

    /** @param found those of one class together, none twice */
    void add(long nowMillis, List<LoadedReference> found) {
        RecordEncoder encoder = journal.encoder();
        int next = 0;
        while (next < found.size()) {
            int from = next;
            next = encoder.references(found, from);
            if (journal.mayAdd(Journal.REFERENCES, encoder.length(), nowMillis)) {
                journal.append();
                references.addAll(found.subList(from, next));
            } else {
                addMore(next - from);
            }
        }
    }

    /** Counts references that are not on record. Their number is written at the first, and whenever it has doubled. */
    void addMore(long count) {
        more += count;
        if (more >= 2 * moreWritten) {
            writeMore();
        }
    }

    /** Writes how many references are not on record, unless that is written. */
    void writeMore() {
        if (more > moreWritten) {
            moreWritten = more;
            journal.encoder().moreReferences(more);
            journal.append();
        }
    }

    void addAgain() {
        int next = 0;
        while (next < references.size()) {
            next = journal.encoder().references(references, next);
            journal.append();
        }
        moreWritten = 0;
        writeMore();
    }
}
