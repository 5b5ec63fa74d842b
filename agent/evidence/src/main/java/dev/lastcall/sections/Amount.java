package dev.lastcall.sections;

import dev.lastcall.evidence.Calls;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;
import java.util.function.ToLongFunction;

/** A number of calls at a number of call sites. Sums stop at the maximum. Immutable. */
public record Amount(long calls, int sites) {
    static final Amount NONE = new Amount(0, 0);

    /** Of the sites that have such calls. */
    static Amount of(List<ReportedSite> sites, ToLongFunction<ReportedSite> part) {
        long calls = 0;
        int with = 0;
        for (ReportedSite site : sites) {
            long some = part.applyAsLong(site);
            calls = Calls.sum(calls, some);
            with += some > 0 ? 1 : 0;
        }
        return new Amount(calls, with);
    }

    public boolean isNone() {
        return sites == 0;
    }
}
