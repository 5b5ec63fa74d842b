package dev.lastcall.ways;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a row came to under another tool, in words for the page. Kinds of sites are not asked of it. */
record PeerCell(String counted, String attributed, String blocked) {
    static final String YES = "yes";
    static final String CANNOT = "cannot";
    private static final String NO = "no";
    private static final String DID_NOT_RUN = "did not run";

    static PeerCell notRun() {
        return new PeerCell("not run", "not run", "not run");
    }

    /**
     * @param count null if the row did not run to its end
     * @param refuse the same, of a JVM in which the tool refuses; not asked of a tool that can't
     */
    static PeerCell of(
            WayRow row,
            @Nullable GroundTruth count,
            Collection<Seen> seen,
            boolean canRefuse,
            @Nullable GroundTruth refuse) {
        List<Seen> calls = seen.stream()
                .filter(each -> each.rule().equals(row.id()) && each.calls() > 0)
                .map(Seen::asWritten)
                .toList();
        return new PeerCell(
                counted(row, count, calls), attributed(row, count, calls), canRefuse ? blocked(row, refuse) : CANNOT);
    }

    private static String counted(WayRow row, @Nullable GroundTruth truth, List<Seen> calls) {
        if (truth == null || broken(row, truth)) {
            return DID_NOT_RUN;
        }
        long reported = calls.stream().mapToLong(Seen::calls).sum();
        return reported == truth.runs() ? YES : reported + " of " + truth.runs();
    }

    /** The tool, or its way of working, breaks the row: what should have run did not. */
    private static boolean broken(WayRow row, GroundTruth truth) {
        return !truth.problems().isEmpty() || (truth.runs() == 0 && !row.way().neverArrives());
    }

    private static String attributed(WayRow row, @Nullable GroundTruth truth, List<Seen> calls) {
        if (truth == null || broken(row, truth)) {
            return DID_NOT_RUN;
        }
        Set<String> callers = new TreeSet<>();
        Set<Integer> lines = new TreeSet<>();
        for (Seen each : calls) {
            callers.add(each.caller());
            lines.add(each.line());
        }
        if (row.way().neverArrives()) {
            return callers.isEmpty() ? YES : NO;
        }
        Set<Integer> marked = Sources.marked(row);
        boolean right = callers.equals(new TreeSet<>(row.callers())) && (marked.isEmpty() || lines.equals(marked));
        return right ? YES : NO;
    }

    private static String blocked(WayRow row, @Nullable GroundTruth truth) {
        if (truth == null) {
            return DID_NOT_RUN;
        }
        boolean refused = truth.runs() == 0 && (row.way().neverArrives() || truth.refusals() >= truth.attempts());
        return refused ? YES : truth.runs() == 0 ? NO : "ran " + truth.runs() + " times";
    }
}
