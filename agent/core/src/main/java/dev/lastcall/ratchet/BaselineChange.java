package dev.lastcall.ratchet;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.BaselineReview.Entry;
import dev.lastcall.verdict.BaselineReview.State;
import dev.lastcall.verdict.SeenSite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a baseline by what was seen. It only shrinks, unless somebody asks for more. Immutable.
 *
 * @param after the baseline as it is to be
 * @param added what was added
 * @param left open call sites that no entry names, and that were not added
 * @param unwritable those of them whose names are no names of Java's, so that no file can hold them
 * @param removed the entries that were taken out
 * @param kept the entries whose call site was not seen, and that stay since it is not known to be gone
 * @param expired the entries whose time is over while their call site is there
 */
public record BaselineChange(
        Baseline after,
        List<SeenSite> added,
        List<SeenSite> left,
        List<SeenSite> unwritable,
        List<Entry> removed,
        List<Entry> kept,
        List<Entry> expired) {
    public BaselineChange {
        added = List.copyOf(added);
        left = List.copyOf(left);
        unwritable = List.copyOf(unwritable);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
        expired = List.copyOf(expired);
    }

    /**
     * What an added entry says beside its call site.
     *
     * @param owner empty if nobody said
     */
    public record Note(
            String owner, String reason, @Nullable LocalDate until) {}

    /** Takes out what is gone. */
    public static BaselineChange prune(Baseline before, BaselineReview review) {
        return of(before, review, null);
    }

    /** Adds what is new, and takes out what is gone. */
    public static BaselineChange accept(Baseline before, BaselineReview review, Note note) {
        return of(before, review, note);
    }

    private static BaselineChange of(Baseline before, BaselineReview review, @Nullable Note note) {
        List<BaselineEntry> entries = new ArrayList<>();
        List<Entry> removed = new ArrayList<>();
        for (Entry entry : review.entries()) {
            if (entry.state() == State.GONE || entry.state() == State.NEEDLESS) {
                removed.add(entry);
            } else {
                entries.add(entry.entry());
            }
        }
        List<SeenSite> added = new ArrayList<>();
        List<SeenSite> left = new ArrayList<>();
        List<SeenSite> unwritable = new ArrayList<>();
        for (SeenSite site : review.added()) {
            if (!BaselineText.canHold(site.key())) {
                unwritable.add(site);
            } else if (note == null) {
                left.add(site);
            } else {
                added.add(site);
                entries.add(new BaselineEntry(
                        site.rule(), site.key(), note.owner(), note.reason(), note.until(), List.of()));
            }
        }
        return new BaselineChange(
                before.with(entries),
                added,
                left,
                unwritable,
                removed,
                review.entries(State.UNSEEN),
                review.entries(State.EXPIRED));
    }
}
