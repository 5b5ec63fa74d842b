package dev.lastcall.verdict;

import dev.lastcall.baseline.BaselineEntry;
import java.util.List;

/**
 * Compares a baseline with what was seen. Immutable.
 *
 * @param added open call sites that no entry names, the worst first
 * @param entries the state of each entry, in the baseline's order
 */
public record BaselineReview(List<SeenSite> added, List<Entry> entries) {
    public BaselineReview {
        added = List.copyOf(added);
        entries = List.copyOf(entries);
    }

    /** The state of an entry. */
    public enum State {
        /** Its call site exists and is tolerated. */
        TOLERATED,
        /** Its call site exists, and the entry has expired. */
        EXPIRED,
        /** Its call site exists, and the policy lets it pass without the entry. */
        NEEDLESS,
        /** Its call site is gone. */
        GONE,
        /** Its call site was not seen, and the evidence does not suffice to call it gone. */
        UNSEEN
    }

    /**
     * One entry.
     *
     * @param why the end of a sentence that begins with the entry; may be empty
     * @param sites the call sites that it names
     */
    public record Entry(BaselineEntry entry, State state, String why, List<SeenSite> sites) {
        public Entry {
            sites = List.copyOf(sites);
        }
    }

    /** The entries in that state, in the baseline's order. */
    public List<Entry> entries(State state) {
        return entries.stream().filter(entry -> entry.state() == state).toList();
    }
}
