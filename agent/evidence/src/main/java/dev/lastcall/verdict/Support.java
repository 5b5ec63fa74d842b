package dev.lastcall.verdict;

import dev.lastcall.evidence.Calls;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a result rests on, as far as it was seen. Pure functions. */
final class Support {
    static final String SERVICE = "observed";
    static final String RULE = "seen";
    static final String SCANNED = "scanned";
    static final String LEFT_OUT = "left-out";

    private Support() {}

    static List<Reason> of(Fleet fleet) {
        List<Reason> support = new ArrayList<>();
        for (ServiceTally service : fleet.services()) {
            if (service.processes() > 0) {
                support.add(service(fleet, service));
            }
        }
        for (Rule rule : fleet.rules()) {
            support.add(rule(fleet, rule));
        }
        ScanFacts scan = fleet.scan();
        if (scan != null) {
            support.add(Reason.of(
                    SCANNED, "", "", "", "scanned: " + ScanDoubts.inWords(scan), "", "classes", scan.classes()));
        }
        if (fleet.leftOut() > 0) {
            support.add(Reason.of(
                    LEFT_OUT,
                    "",
                    "",
                    "",
                    Words.count(fleet.leftOut(), "process", "processes") + " left out by "
                            + fleet.question().population().inWords(),
                    "",
                    "processes",
                    fleet.leftOut()));
        }
        return support;
    }

    private static Reason service(Fleet fleet, ServiceTally service) {
        Timeline least = new Timeline();
        boolean first = true;
        for (Rule rule : fleet.rules()) {
            Timeline observed = service.observed(rule.id());
            if (first || observed.length().compareTo(least.length()) < 0) {
                least = observed;
                first = false;
            }
        }
        TreeSet<String> versions = new TreeSet<>(service.versions());
        versions.remove("");
        Duration observed = least.length();
        return Reason.of(
                SERVICE,
                "",
                service.name(),
                service.name(),
                service.name() + ": " + Words.count(service.processes(), "process", "processes") + " observed for "
                        + Words.duration(observed)
                        + (least.isEmpty()
                                ? ""
                                : " from " + Words.time(least.first()) + " to " + Words.time(least.last()))
                        + (service.stoodStill().isZero()
                                ? ""
                                : ", without " + Words.duration(service.stoodStill()) + ServiceTally.STOOD_STILL)
                        + (versions.isEmpty() ? "" : ", version " + String.join(", ", versions)),
                "",
                "processes",
                service.processes(),
                "observedSeconds",
                observed.toSeconds());
    }

    private static Reason rule(Fleet fleet, Rule rule) {
        List<TalliedSite> deprecated = new ArrayList<>();
        List<TalliedSite> canonical = new ArrayList<>();
        int reached = 0;
        for (TalliedSite site : fleet.sites(rule)) {
            (site.role() == Role.DEPRECATED ? deprecated : canonical).add(site);
            reached += site.isReached() ? 1 : 0;
        }
        long canonicalCalls = Calls.sum(canonical, site -> Math.max(0, site.calls() - site.delegatedCalls()));
        long allowed = Calls.sum(deprecated, TalliedSite::allowedCalls);
        long delegated = Calls.sum(deprecated, TalliedSite::delegatedCalls);
        int all = deprecated.size() + canonical.size();
        return Reason.of(
                RULE,
                rule.id(),
                "",
                "",
                rule.id() + ": " + Words.count(canonicalCalls, "canonical call") + ", "
                        + Words.count(allowed, "allowed call")
                        + (delegated > 0 ? ", " + Words.number(delegated) + " delegated" : "")
                        + (all == 0
                                ? "; no loaded class names the rule"
                                : "; " + Words.number(reached) + " of " + Words.count(all, "call site") + " reached"),
                "",
                "canonicalCalls",
                canonicalCalls,
                "allowedCalls",
                allowed,
                "delegatedCalls",
                delegated,
                "sites",
                all,
                "reachedSites",
                reached);
    }
}
