package dev.lastcall.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Keeps the file of a {@link LedgerWriter} long enough and whole, and says what is not in it. Thread-safe: {@link
 * #isGone}, {@link #whyUnmapped} and {@link #mendings} take no lock, the others that of the writer.
 */
public final class FileUpkeep {
    private final Object lock;
    private final LedgerPages pages;
    private final Journal journal;
    private final CounterPages counters;
    private final Mending mending;

    /** @param lock the writer's */
    FileUpkeep(Object lock, LedgerPages pages, Journal journal, CounterPages counters, Mending mending) {
        this.lock = lock;
        this.pages = pages;
        this.journal = journal;
        this.counters = counters;
        this.mending = mending;
    }

    /**
     * Grows the file if little room is left. Where the disk was full and no longer is, the file takes in the records
     * that were kept in memory meanwhile; chunks stay where they are. To be called now and then on the agent's own
     * thread.
     *
     * @return false if the file can't grow now
     */
    public boolean growAhead() {
        synchronized (lock) {
            boolean grown = pages.growAhead();
            if (grown) {
                journal.moveIntoFile();
            }
            return grown;
        }
    }

    /**
     * Looks whether someone has cut the file. If so, gives it back its length, its header and the headers of its pages,
     * so that it is a ledger again, and adds a blind spot that says what is lost, unless only free pages were cut off.
     * Then chunks that were {@linkplain #isCutOff cut off} are to be replaced, rules and sites to be added again, and
     * {@link #mended} to be called. To be called often, on the agent's own thread: until then each access to what
     * was cut off is a fault.
     *
     * @return what is lost, a sentence; empty if the file is as long as it should be
     * @throws IOException if there is no room for what was cut off; the next call tries again
     */
    public String mend(long nowMillis) throws IOException {
        synchronized (lock) {
            return mending.mend(nowMillis);
        }
    }

    /** How often the file was {@linkplain #mended mended}. Takes no lock. */
    public int mendings() {
        return mending.mendings();
    }

    /**
     * Whether what was read from chunks since {@link #mendings} had that value is what was counted there: an access to
     * what someone has cut off yields anything, and the error comes later. Until it is {@linkplain #mended mended},
     * threads may have put that back into chunks that they still count in.
     */
    public boolean wasWhole(int mendingsBefore) {
        synchronized (lock) {
            return mending.wasWhole(mendingsBefore);
        }
    }

    /** What {@link #mend} asks for is done; until then it asks again. */
    public void mended() {
        synchronized (lock) {
            mending.mended();
        }
    }

    /**
     * Whether that chunk was cut off the file. It is no part of the ledger any more, since what is in it is not to be
     * trusted: a thread that was counting in it may have read what the fault left in a register, and have written that
     * back plus one.
     */
    public boolean isCutOff(Chunk chunk) {
        synchronized (lock) {
            return pages.extents().isGivenUp(chunk.position());
        }
    }

    /** Whether someone has removed the file, or its folder. Counting goes on in what is mapped of it. */
    public boolean isGone() {
        return pages.isGone();
    }

    /**
     * Makes the file again, at its place, of what was counted so far: a last act, since what is counted after is not in
     * it. The copy has no lock; it is to be taken when the process has {@linkplain LedgerWriter#exited ended}.
     *
     * @throws IOException if that can't be done; the message names the path
     */
    public void writeAgain() throws IOException {
        synchronized (lock) {
            pages.writeAgain();
        }
    }

    /** Why the file of the draft could not be mapped; empty if it could, or if there is none. */
    public String whyUnmapped() {
        return pages.whyUnmapped();
    }

    /** What is not in the file, and why, in sentences; empty if all is well. */
    public List<String> problems() {
        synchronized (lock) {
            return pages.problems(counters.callsOutside());
        }
    }

    /**
     * How many calls the file could not take so far: they were counted in memory, and end with the process.
     *
     * @return 0 for a ledger that has no file
     */
    public long callsNotKept() {
        synchronized (lock) {
            return counters.callsOutside();
        }
    }

    /** Why the file last failed to grow; empty if it never did. */
    public String whyNotKept() {
        synchronized (lock) {
            return pages.failure();
        }
    }
}
