package dev.lastcall.sections;

import dev.lastcall.evidence.CallHistory;
import dev.lastcall.evidence.Calls;
import dev.lastcall.verdict.ReportedSite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that the bars of a report cover, the same for all of them. Immutable.
 *
 * @param columns how many columns a bar has; 0 if there is none
 * @param hours how many hours a column stands for
 * @param until the end of the last column
 */
public record BarAxis(int columns, int hours, Instant until) {
    /** The highest level of a column. */
    public static final int MOST = 8;

    private static final int COLUMNS = 24;
    private static final int HOURS_A_DAY = 24;

    /** From the first call of one of the sites, at most 400 days ago, to now; two days in hours, more in days. */
    static BarAxis of(List<ReportedSite> sites, Instant now) {
        Instant first = now;
        for (ReportedSite site : sites) {
            if (!site.isSilent() && site.firstSeen().isBefore(first)) {
                first = site.firstSeen();
            }
        }
        long hours = ChronoUnit.HOURS.between(first.truncatedTo(ChronoUnit.HOURS), now) + 1;
        if (hours <= CallHistory.MOST_HOURS) {
            return axis(hours, 1, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
        }
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        long days = ChronoUnit.DAYS.between(first.truncatedTo(ChronoUnit.DAYS), midnight);
        return axis(Math.min(CallHistory.MOST_DAYS, days), HOURS_A_DAY, midnight);
    }

    private static BarAxis axis(long units, int hoursOfUnit, Instant until) {
        long each = (units + COLUMNS - 1) / COLUMNS;
        return new BarAxis((int) ((units + each - 1) / each), (int) each * hoursOfUnit, until);
    }

    /** The beginning of the first column. */
    public Instant from() {
        return until.minus((long) columns * hours, ChronoUnit.HOURS);
    }

    /** Levels from 0 for no call to 8 for the most, the oldest first; empty if nothing is known. */
    List<Integer> bar(ReportedSite site) {
        boolean inDays = hours % HOURS_A_DAY == 0;
        List<Long> units = inDays ? site.history().days() : site.history().hours();
        int each = inDays ? hours / HOURS_A_DAY : hours;
        long[] sums = new long[columns];
        long most = 0;
        for (int ago = 0; ago < units.size(); ago++) {
            int column = columns - 1 - ago / each;
            if (column >= 0) {
                sums[column] = Calls.sum(sums[column], units.get(ago));
                most = Math.max(most, sums[column]);
            }
        }
        List<Integer> levels = new ArrayList<>(columns);
        for (long sum : most == 0 ? new long[0] : sums) {
            levels.add((int) Math.ceil(MOST * ((double) sum / most)));
        }
        return levels;
    }
}
