package dev.lastcall.verdict;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.Site;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Removal;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** What would go wrong. Pure functions. */
final class Findings {
    static final String OPEN_CALLS = "open-calls";
    static final String EXPIRED = "expired-entry";
    static final String USES = "uses";
    static final String SCANNED_CALLS = "scanned-calls";
    static final String REFERENCES = "references";
    static final String LOADED_REFERENCES = "loaded-references";
    static final String LOADS_BY_NAME = "loads-by-name";

    private static final int NAMED = 3;

    private Findings() {}

    static List<Reason> on(Fleet fleet) {
        List<Reason> findings = new ArrayList<>();
        if (fleet.question().purpose() == Purpose.RATCHET) {
            findings.addAll(new Ratchet(fleet).findings());
        }
        for (Rule rule : fleet.rules()) {
            if (fleet.question().purpose() == Purpose.DELETE) {
                addUses(fleet, rule, findings);
                addScanned(fleet, rule, findings);
                addLoaded(fleet, rule, findings);
            } else if (fleet.question().purpose() == Purpose.BLOCK) {
                addOpenCalls(fleet, rule, findings);
            }
        }
        findings.sort(Comparator.comparingLong(Findings::weight).reversed());
        return findings;
    }

    private static long weight(Reason reason) {
        return reason.figures().get("calls") instanceof Long calls ? calls : 0;
    }

    private static void addOpenCalls(Fleet fleet, Rule rule, List<Reason> findings) {
        List<TalliedSite> open = sorted(fleet, rule, TalliedSite::openCalls);
        if (open.isEmpty()) {
            return;
        }
        long calls = Calls.sum(open, TalliedSite::openCalls);
        long blocked = Calls.sum(open, TalliedSite::blockedCalls);
        String top = open.get(0).example().caller().asStackFrame();
        long initializers = 0;
        for (TalliedSite site : open) {
            initializers += site.isInStaticInitializer() ? 1 : 0;
        }
        String sentence = rule.id() + ": " + Words.count(calls, "deprecated call") + " at "
                + Words.count(open.size(), "call site")
                + (blocked > 0 ? " (" + Words.number(blocked) + " blocked)" : "")
                + (open.size() == 1
                        ? ": " + top
                        : ", most at " + top + ": " + Words.number(open.get(0).openCalls()))
                + (initializers > 0
                        ? "; " + Words.count(initializers, "call site")
                                + " under a static initializer, where a refusal breaks the class for good"
                        : "")
                + (rule.ownMode() && rule.mode() != Mode.BLOCK
                        ? "; the rule's own mode is " + rule.mode().label() + ", in which it refuses none yet"
                        : "");
        findings.add(Reason.of(
                OPEN_CALLS,
                rule.id(),
                "",
                open.get(0).subject(),
                sentence,
                "migrate the call sites, or allow the callers with a reason",
                "calls",
                calls,
                "sites",
                open.size(),
                "blocked",
                blocked,
                "staticInitializerSites",
                initializers,
                "callSites",
                SitesInWords.of(open)));
        addExpired(fleet.question().day(), rule, open, findings);
    }

    /** Calls of callers that were once allowed: who reads the verdict need not look for a new caller. */
    private static void addExpired(LocalDate day, Rule rule, List<TalliedSite> open, List<Reason> findings) {
        for (AllowEntry entry : rule.allow()) {
            if (!entry.isExpiredOn(day)) {
                continue;
            }
            List<TalliedSite> named = open.stream()
                    .filter(site -> entry.names(
                            site.example().caller().className(),
                            site.example().caller().method()))
                    .toList();
            if (!named.isEmpty()) {
                long calls = Calls.sum(named, TalliedSite::openCalls);
                findings.add(Reason.of(
                        EXPIRED,
                        rule.id(),
                        "",
                        entry.text(),
                        rule.id() + ": of these, " + Words.count(calls, "call") + " by " + entry.text()
                                + ", whose allow entry expired " + entry.expires(),
                        "migrate them, or prolong the entry",
                        "calls",
                        calls,
                        "sites",
                        named.size()));
            }
        }
    }

    /** Reached or not: a loaded class that names what is gone fails to link. */
    private static void addUses(Fleet fleet, Rule rule, List<Reason> findings) {
        List<TalliedSite> loaded = fleet.sites(rule).stream()
                .filter(site -> site.role() == Role.DEPRECATED
                        && !goesAway(rule, site.key().callerClass()))
                .sorted(Comparator.comparingLong(TalliedSite::calls).reversed().thenComparing(ReachDoubts.BY_PLACE))
                .toList();
        if (loaded.isEmpty()) {
            return;
        }
        long calls = Calls.sum(loaded, TalliedSite::calls);
        long reached = loaded.stream().filter(TalliedSite::isReached).count();
        long unreached = loaded.size() - reached;
        TalliedSite most = loaded.get(0);
        String frame = most.example().caller().asStackFrame();
        findings.add(Reason.of(
                USES,
                rule.id(),
                "",
                most.subject(),
                rule.id() + ": "
                        + (reached == 0
                                ? Words.count(unreached, "call site") + " in loaded classes, never reached: " + frame
                                : Words.count(calls, "use") + " at " + Words.count(reached, "call site")
                                        + ", allowed and delegated ones included, most by " + frame + ": "
                                        + Words.number(most.calls())
                                        + (unreached == 0
                                                ? ""
                                                : "; and " + Words.count(unreached, "call site") + " never reached")),
                "migrate the call sites, or name what goes away with it in removed-with",
                "calls",
                calls,
                "sites",
                loaded.size(),
                "unreached",
                unreached,
                "callSites",
                SitesInWords.of(loaded)));
    }

    private static void addScanned(Fleet fleet, Rule rule, List<Reason> findings) {
        ScanFacts scan = fleet.scan();
        if (scan == null) {
            return;
        }
        List<String> calls = new ArrayList<>();
        for (Site site : scan.sites()) {
            Caller caller = site.caller();
            if (site.rule().equals(rule.id())
                    && site.role() == Role.DEPRECATED
                    && !goesAway(rule, caller.className())) {
                calls.add(caller.asStackFrame() + " -> " + site.target().asReference());
            }
        }
        add(
                SCANNED_CALLS,
                rule,
                "call site",
                " in what was scanned",
                calls,
                "migrate them, or name what goes away with it in removed-with",
                findings);
        List<String> references = new ArrayList<>();
        for (ReferenceFact reference : scan.references()) {
            if (reference.certain() && reference.rule().equals(rule.id())) {
                references.add(reference.place() + " (" + reference.kind() + " " + reference.target() + ")");
            }
        }
        add(
                REFERENCES,
                rule,
                "reference",
                " in what was scanned",
                references,
                "remove them: they fail to link, to load or to be found",
                findings);
    }

    /** What processes have loaded and does not call it, whether or not it is in what was scanned. */
    private static void addLoaded(Fleet fleet, Rule rule, List<Reason> findings) {
        List<String> references = new ArrayList<>();
        List<String> loads = new ArrayList<>();
        for (TalliedReference reference : fleet.references(rule)) {
            if (reference.example().kind() == ReferenceKind.LOADED_BY_NAME) {
                loads.add(reference.example().named() + " by "
                        + reference.example().place());
            } else if (!reference.example().kind().isDoubt()) {
                references.add(reference.inWords());
            }
        }
        add(
                LOADED_REFERENCES,
                rule,
                "reference",
                " in loaded classes",
                references,
                "remove them: they fail to link, to load or to be found",
                findings);
        add(
                LOADS_BY_NAME,
                rule,
                "load by name",
                "",
                loads,
                "have another class loaded there: this one will not be found",
                findings);
    }

    private static void add(
            String code,
            Rule rule,
            String noun,
            String where,
            List<String> places,
            String remedy,
            List<Reason> findings) {
        if (!places.isEmpty()) {
            findings.add(Reason.of(
                    code,
                    rule.id(),
                    "",
                    rule.id(),
                    rule.id() + ": " + Words.count(places.size(), noun) + where + ": " + Words.some(places, NAMED),
                    remedy,
                    "count",
                    places.size(),
                    "places",
                    places));
        }
    }

    /** Whether a class goes away together with what is deprecated. */
    static boolean goesAway(Rule rule, String className) {
        for (ClassPattern pattern : rule.removedWith()) {
            if (pattern.matches(className) || Removal.outers(className).stream().anyMatch(pattern::matches)) {
                return true;
            }
        }
        return false;
    }

    private static List<TalliedSite> sorted(Fleet fleet, Rule rule, ToLongFunction<TalliedSite> calls) {
        List<TalliedSite> sites = new ArrayList<>();
        for (TalliedSite site : fleet.sites(rule)) {
            if (calls.applyAsLong(site) > 0) {
                sites.add(site);
            }
        }
        sites.sort(Comparator.comparingLong(calls).reversed().thenComparing(ReachDoubts.BY_PLACE));
        return sites;
    }
}
