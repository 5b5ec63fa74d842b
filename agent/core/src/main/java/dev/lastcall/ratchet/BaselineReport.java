package dev.lastcall.ratchet;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.BaselineReview.Entry;
import dev.lastcall.verdict.BaselineReview.State;
import dev.lastcall.verdict.SeenSite;
import java.util.List;
import java.util.Locale;

/** What became of a baseline, for people. Line feeds; each line is escaped. Pure. */
public final class BaselineReport {
    private final StringBuilder out = new StringBuilder();

    private BaselineReport() {}

    /** What {@code accept} and {@code prune} did. */
    public static String of(BaselineChange change) {
        BaselineReport report = new BaselineReport();
        Baseline after = change.after();
        int size = after.entries().size();
        boolean changed = !change.added().isEmpty() || !change.removed().isEmpty();
        report.line(after.name()
                + (changed ? ": " : " is as it was: ")
                + Words.count(size, "call site")
                + (size == 1 ? " is tolerated" : " are tolerated")
                + (changed
                        ? "; " + Words.number(change.added().size()) + " added, "
                                + Words.number(change.removed().size()) + " taken out"
                        : ""));
        report.sites("Added", change.added());
        report.entries("Taken out", change.removed());
        report.sites("New, and not added; --add tolerates them", change.left());
        report.entries("Expired; migrate them, or prolong 'until' by hand", change.expired());
        report.sites("Not written, for no file can hold their names; they stay findings", change.unwritable());
        report.entries("Not seen, and kept", change.kept());
        return report.out.toString();
    }

    /** What {@code diff} found. */
    public static String of(String name, BaselineReview review) {
        BaselineReport report = new BaselineReport();
        StringBuilder sums = new StringBuilder(name)
                .append(": ")
                .append(Words.number(review.added().size()))
                .append(" new");
        for (State state : State.values()) {
            sums.append(", ")
                    .append(Words.number(review.entries(state).size()))
                    .append(' ')
                    .append(word(state));
        }
        report.line(sums.toString());
        report.sites("New", review.added());
        report.entries("Expired", review.entries(State.EXPIRED));
        report.entries("Gone; take them out: baseline prune", review.entries(State.GONE));
        report.entries("Needless; take them out: baseline prune", review.entries(State.NEEDLESS));
        report.entries("Not seen, and not known to be gone", review.entries(State.UNSEEN));
        return report.out.toString();
    }

    /** As texts and data call it. */
    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void sites(String heading, List<SeenSite> sites) {
        if (sites.isEmpty()) {
            return;
        }
        line("  " + heading + ":");
        for (SeenSite site : sites) {
            line("    " + site.rule() + ": " + site.inWords() + " ("
                    + site.key().kind().label() + ", "
                    + (site.openCalls() > 0
                            ? Words.count(site.openCalls(), "call")
                            : site.services().isEmpty() ? "scanned" : "never reached")
                    + ")" + (site.services().isEmpty() ? "" : " in " + Words.some(site.services(), 3)));
        }
    }

    private void entries(String heading, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        line("  " + heading + ":");
        String before = "";
        for (Entry entry : entries) {
            if (!entry.why().isEmpty() && !entry.why().equals(before)) {
                line("    " + entry.why() + ":");
            }
            before = entry.why();
            line("      " + BaselineText.line(entry.entry()));
        }
    }

    private void line(String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
