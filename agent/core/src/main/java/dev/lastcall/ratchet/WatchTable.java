package dev.lastcall.ratchet;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.Role;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What changed from one look at ledgers to the next: as a table that is drawn anew, or as lines that go on. Takes in
 * one report after the other. Not thread-safe.
 */
public final class WatchTable {
    private static final double NANOS = 1e9;
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> row.rate)
            .reversed()
            .thenComparing(Comparator.comparing((Row row) -> row.site.calls()).reversed())
            .thenComparing(row -> row.site.rule())
            .thenComparing(row -> row.site.key().toString());

    private final int most;
    private final Map<Place, Long> before = new HashMap<>();
    private final Set<Place> atFirst = new HashSet<>();
    private List<Row> rows = List.of();
    private boolean begun;
    private String verdict = "";
    private String verdictBefore = "";
    private int processes;
    private int running;
    private double rate;
    private long calls;

    private record Place(String rule, SiteKey site) {}

    private record Row(ReportedSite site, long more, double rate, boolean isNew, boolean isNewNow) {}

    /** @param most how many call sites are shown */
    public WatchTable(int most) {
        this.most = most;
    }

    /**
     * Takes in what ledgers say now.
     *
     * @param nanos the time since the report before; 0 for the first
     */
    public void next(Report report, long nanos) {
        List<Row> next = new ArrayList<>();
        double seconds = nanos / NANOS;
        calls = 0;
        rate = 0;
        for (ReportedSite site : report.sites()) {
            if (site.role() == Role.DEPRECATED) {
                next.add(row(site, seconds));
            }
        }
        next.sort(ORDER);
        rows = next;
        processes = report.evidence().processes().size();
        running = 0;
        for (NamedProcess process : report.evidence().processes()) {
            running += process.info().state() == ProcessState.RUNNING ? 1 : 0;
        }
        verdictBefore = verdict;
        verdict = report.verdict().result().label();
        begun = true;
    }

    private Row row(ReportedSite site, double seconds) {
        Place place = new Place(site.rule(), site.key());
        Long was = before.put(place, site.calls());
        if (!begun) {
            atFirst.add(place);
        }
        long more = begun ? Math.max(0, site.calls() - (was == null ? 0 : was)) : 0;
        double perSecond = seconds > 0 ? more / seconds : 0;
        calls = Calls.sum(calls, site.undelegatedCalls());
        rate += perSecond;
        return new Row(site, more, perSecond, !atFirst.contains(place), begun && was == null);
    }

    /** The table, from the top of a screen. Each line is escaped. */
    public String asTable(String time) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                verdict + "  for block, " + Words.count(processes, "process", "processes") + " (" + running
                        + " running), " + Words.count(calls, "deprecated call") + ", " + rate(rate) + " a second  "
                        + time);
        line(out, "");
        line(out, "      CALLS   A SECOND  NEW  CALL SITE");
        for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "%,11d %10s  %-3s  %s: %s -> %s%s",
                            row.site.calls(),
                            rate(row.rate),
                            row.isNew ? "*" : "",
                            row.site.rule(),
                            row.site.example().caller().asStackFrame(),
                            row.site.example().target().asReference(),
                            treatment(row.site)));
        }
        if (rows.size() > most) {
            line(out, "            and " + Words.count(rows.size() - most, "call site") + " more");
        }
        if (rows.isEmpty()) {
            line(out, "  no call site of deprecated code was loaded yet");
        }
        return out.toString();
    }

    /**
     * A line for each call site with calls since, or that is new, and for a verdict that changed; empty if nothing did.
     */
    public String asLines(String time) {
        StringBuilder out = new StringBuilder();
        if (!verdict.equals(verdictBefore)) {
            line(
                    out,
                    time + " verdict " + verdict + " for block, " + Words.count(processes, "process", "processes")
                            + ", " + Words.count(calls, "deprecated call") + " at "
                            + Words.count(rows.size(), "call site"));
        }
        for (Row row : rows) {
            if (row.more > 0 || row.isNewNow) {
                line(
                        out,
                        time + (row.isNewNow ? " new " : " ") + row.site.rule() + ": "
                                + row.site.example().caller().asStackFrame() + " -> "
                                + row.site.example().target().asReference() + ": "
                                + Words.count(row.site.calls(), "call") + ", " + rate(row.rate) + " a second"
                                + treatment(row.site));
            }
        }
        return out.toString();
    }

    private static String treatment(ReportedSite site) {
        return switch (site.treatment()) {
            case REFUSE -> "";
            case ALLOW -> " [allowed]";
            case DELEGATE -> " [delegated]";
            case PASS -> " [passes]";
        };
    }

    private static String rate(double perSecond) {
        return perSecond >= 10 || perSecond == 0
                ? Words.number(Math.round(perSecond))
                : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    private static void line(StringBuilder out, String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
