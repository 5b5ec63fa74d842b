package dev.lastcall.verdict;

import dev.lastcall.baseline.BaselineEntry;
import java.util.List;

/**
 * How a baseline fits what was seen. Immutable.
 *
 * @param added open call sites that no entry names, the worst first
 * @param entries what became of each entry, in the baseline's order
 */
public record BaselineReview(List<SeenSite> added, List<Entry> entries) {
    public BaselineReview {
        added = List.copyOf(added);
        entries = List.copyOf(entries);
    }

    /** What became of an entry. */
    public enum State {
        /** Its call site is there, and tolerated. */
        TOLERATED,
        /** Its call site is there, and its time is over. */
        EXPIRED,
        /** Its call site is there, and the policy lets it pass by itself. */
        NEEDLESS,
        /** Its call site is gone. */
        GONE,
        /** Its call site was not seen, and the evidence does not suffice to call it gone. */
        UNSEEN
    }

    /**
     * One entry.
     *
     * @param why the end of a sentence that begins with the entry; empty if there is nothing to say
     * @param sites the call sites that it names
     */
    public record Entry(BaselineEntry entry, State state, String why, List<SeenSite> sites) {
        public Entry {
            sites = List.copyOf(sites);
        }
    }

    /** The entries of which that became, in the baseline's order. */
    public List<Entry> entries(State state) {
        return entries.stream().filter(entry -> entry.state() == state).toList();
    }
}
