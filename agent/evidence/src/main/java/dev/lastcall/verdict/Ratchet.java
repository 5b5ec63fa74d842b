package dev.lastcall.verdict;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Budget;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.BaselineReview.Entry;
import dev.lastcall.verdict.BaselineReview.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline and a budget tolerate of the open call sites. It decides the answer for a ratchet only: a block
 * refuses what is tolerated as well, and says so. Immutable, once made.
 */
final class Ratchet {
    static final String NEW = "new-call-site";
    static final String EXPIRED = "expired-tolerance";
    static final String OVER_BUDGET = "over-budget";
    static final String GONE = "baseline-gone";
    static final String UNSEEN = "baseline-unseen";

    private static final int NAMED = 3;

    private final Fleet fleet;
    private final Question question;
    private final Baseline baseline;
    private final List<SeenSite> open = new ArrayList<>();
    private final List<SeenSite> all;

    Ratchet(Fleet fleet) {
        this.fleet = fleet;
        this.question = fleet.question();
        Baseline named = question.baseline();
        this.baseline = named == null ? Baseline.empty("") : named;
        this.all = isAsked() ? SeenSites.of(fleet) : List.of();
        for (SeenSite site : all) {
            if (site.open()) {
                open.add(site);
            }
        }
    }

    private boolean isAsked() {
        return question.purpose() == Purpose.RATCHET || question.baseline() != null;
    }

    /** Whether the baseline tolerates that call site on the day asked about. */
    static boolean tolerates(Question question, Rule rule, SiteKey site) {
        Baseline baseline = question.baseline();
        BaselineEntry entry = baseline == null ? null : baseline.find(rule.id(), site, question.day());
        return entry != null && !entry.isExpiredOn(question.day());
    }

    private @Nullable BaselineEntry entry(SeenSite site) {
        return baseline.find(site.rule(), site.key(), question.day());
    }

    private boolean isTolerated(SeenSite site) {
        BaselineEntry entry = entry(site);
        return entry != null && !entry.isExpiredOn(question.day());
    }

    /** For a ratchet: what is beyond baseline and budget. */
    List<Reason> findings() {
        List<Reason> findings = new ArrayList<>();
        for (SeenSite site : open) {
            BaselineEntry entry = entry(site);
            if (entry != null && entry.isExpiredOn(question.day())) {
                findings.add(finding(
                        EXPIRED,
                        site,
                        "tolerated until " + entry.until() + (entry.owner().isEmpty() ? "" : ", by " + entry.owner())
                                + ": ",
                        "migrate it, or prolong the entry in " + baseline.name()));
            } else if (entry == null && !isBudgeted(site)) {
                findings.add(finding(
                        NEW,
                        site,
                        question.baseline() == null ? "" : "new: ",
                        question.baseline() == null
                                ? "migrate it, or tolerate it by a baseline or a budget"
                                : "migrate it, allow it, or add it: baseline accept --add"));
            }
        }
        addOverBudget("own", open.stream().filter(SeenSite::own).toList(), ownBudget(), findings);
        addOverBudget("third-party", open.stream().filter(site -> !site.own()).toList(), thirdPartyBudget(), findings);
        return findings;
    }

    private static Reason finding(String code, SeenSite site, String lead, String remedy) {
        return Reason.of(
                code,
                site.rule(),
                site.services().size() == 1 ? site.services().get(0) : "",
                site.key().callerClass() + '#' + site.key().callerMethod(),
                site.rule() + ": " + lead + site.inWords() + " ("
                        + site.key().kind().label() + ", "
                        + (site.openCalls() > 0
                                ? Words.count(site.openCalls(), "call")
                                : site.services().isEmpty() ? "in the scan, never loaded" : "never reached")
                        + ")"
                        + (site.inStaticInitializer() ? ", in a static initializer" : ""),
                remedy,
                "calls",
                site.openCalls(),
                "kind",
                site.key().kind().label(),
                "services",
                site.services());
    }

    /** With a baseline, that decides of each site; without one, the budget decides of how many. */
    private boolean isBudgeted(SeenSite site) {
        return question.baseline() == null && (site.own() ? ownBudget() : thirdPartyBudget()) != null;
    }

    /** Whether there are more open call sites on that side than its budget has: then it tolerates none of them. */
    private boolean isOverBudget(boolean own) {
        Integer budget = own ? ownBudget() : thirdPartyBudget();
        return budget != null && open.stream().filter(site -> site.own() == own).count() > budget;
    }

    private @Nullable Integer ownBudget() {
        Budget budget = question.terms().budget();
        return budget == null ? null : budget.own();
    }

    private @Nullable Integer thirdPartyBudget() {
        Budget budget = question.terms().budget();
        return budget == null ? null : budget.thirdParty();
    }

    private static void addOverBudget(
            String side, List<SeenSite> sites, @Nullable Integer budget, List<Reason> findings) {
        if (budget == null || sites.size() <= budget) {
            return;
        }
        List<String> names = sites.stream().map(SeenSite::inWords).toList();
        findings.add(Reason.of(
                OVER_BUDGET,
                "",
                "",
                side,
                Words.count(sites.size(), "open call site") + " in " + side + " code, and the budget is "
                        + Words.number(budget) + ": " + Words.some(names, NAMED),
                "migrate them; a budget is lowered, not raised",
                "calls",
                calls(sites),
                "sites",
                sites.size(),
                "budget",
                budget,
                "callSites",
                names));
    }

    /** What is tolerated, a reason for each rule; for a block those that nobody reached, which are then no doubt. */
    List<Reason> accepted() {
        Map<String, List<SeenSite>> byRule = new TreeMap<>();
        for (SeenSite site : tolerated()) {
            byRule.computeIfAbsent(site.rule(), rule -> new ArrayList<>()).add(site);
        }
        List<Reason> accepted = new ArrayList<>();
        byRule.forEach((rule, sites) -> {
            List<String> names = sites.stream().map(SeenSite::inWords).toList();
            long calls = calls(sites);
            accepted.add(Reason.of(
                    Verdict.TOLERATED,
                    rule,
                    "",
                    rule,
                    rule + ": " + Words.count(sites.size(), "call site")
                            + (calls == 0 ? "" : " with " + Words.count(calls, "call")) + " tolerated by " + by() + ": "
                            + Words.some(names, NAMED),
                    "",
                    "calls",
                    calls,
                    "sites",
                    sites.size(),
                    "callSites",
                    names));
        });
        return accepted;
    }

    private String by() {
        return question.baseline() == null ? "the budget" : baseline.name();
    }

    private List<SeenSite> tolerated() {
        List<SeenSite> tolerated = new ArrayList<>();
        for (SeenSite site : open) {
            boolean counts = switch (question.purpose()) {
                case RATCHET -> isTolerated(site) || (isBudgeted(site) && !isOverBudget(site.own()));
                case BLOCK ->
                    site.openCalls() == 0
                            && isTolerated(site)
                            && !question.terms().acceptsUnreached();
                case DELETE -> false;
            };
            if (counts) {
                tolerated.add(site);
            }
        }
        return tolerated;
    }

    /** That what is tolerated may stay: who reads GO must not take it for one to block. */
    List<Reason> assumptions() {
        List<SeenSite> tolerated = tolerated();
        if (tolerated.isEmpty()) {
            return List.of();
        }
        long calls = calls(tolerated);
        List<String> names = tolerated.stream().map(SeenSite::inWords).toList();
        String sites = Words.count(tolerated.size(), "call site");
        boolean one = tolerated.size() == 1;
        return List.of(Reason.of(
                Verdict.TOLERATED,
                "",
                "",
                "",
                question.purpose() == Purpose.BLOCK
                        ? "that nobody reaches the " + sites + " that " + by() + " tolerates: a block would refuse "
                                + (one ? "it" : "them")
                        : "that the " + sites + " that " + by() + " tolerates may stay: a block would refuse "
                                + (calls == 0
                                        ? (one ? "it" : "them")
                                        : "the " + Words.count(calls, "call") + " seen there"),
                "",
                "calls",
                calls,
                "sites",
                tolerated.size(),
                "callSites",
                names));
    }

    /** What the baseline should be changed in, and what ends soon. */
    List<Reason> warnings(List<Reason> doubts) {
        if (question.baseline() == null) {
            return List.of();
        }
        List<Reason> warnings = new ArrayList<>();
        BaselineReview review = review(doubts);
        if (question.purpose() == Purpose.BLOCK) {
            addRefusedAllTheSame(warnings);
        }
        CallerPackage packages = new CallerPackage(fleet.scan());
        List<Entry> gone = new ArrayList<>();
        List<Entry> notLoaded = new ArrayList<>();
        for (Entry entry : review.entries(State.GONE)) {
            (isShownGone(entry.entry(), packages) ? gone : notLoaded).add(entry);
        }
        gone.addAll(review.entries(State.NEEDLESS));
        if (!gone.isEmpty()) {
            warnings.add(entries(
                    GONE,
                    gone,
                    Words.count(gone.size(), "entry", "entries") + " of " + baseline.name()
                            + (gone.size() == 1 ? " is" : " are") + " no longer needed: ",
                    "take them out: baseline prune"));
        }
        if (!notLoaded.isEmpty()) {
            warnings.add(entries(
                    UNSEEN,
                    notLoaded,
                    Words.count(notLoaded.size(), "entry", "entries") + " of " + baseline.name()
                            + (notLoaded.size() == 1 ? " was" : " were")
                            + " loaded by no process in all the time observed; no scan has shown that "
                            + (notLoaded.size() == 1 ? "it is" : "they are") + " gone: ",
                    "name all that is shipped with --scan; baseline prune takes them out all the same"));
        }
        List<Entry> unseen = review.entries(State.UNSEEN);
        if (!unseen.isEmpty()) {
            warnings.add(entries(
                    UNSEEN,
                    unseen,
                    Words.count(unseen.size(), "entry", "entries") + " of " + baseline.name()
                            + " not seen, and not known to be gone ("
                            + unseen.get(0).why() + "): ",
                    ""));
        }
        addEnding(review, warnings);
        return warnings;
    }

    private void addRefusedAllTheSame(List<Reason> warnings) {
        List<SeenSite> refused = open.stream()
                .filter(site -> site.openCalls() > 0 && isTolerated(site))
                .toList();
        if (!refused.isEmpty()) {
            warnings.add(Reason.of(
                    "tolerated-yet-refused",
                    "",
                    "",
                    baseline.name(),
                    baseline.name() + " tolerates " + Words.count(refused.size(), "call site")
                            + " that a block refuses all the same, with " + Words.count(calls(refused), "call"),
                    "to hear only of what is new, ask --for ratchet",
                    "calls",
                    calls(refused),
                    "sites",
                    refused.size()));
        }
    }

    private static Reason entries(String code, List<Entry> entries, String lead, String remedy) {
        List<String> names =
                entries.stream().map(entry -> inWords(entry.entry())).toList();
        return Reason.of(
                code, "", "", "", lead + Words.some(names, NAMED), remedy, "entries", entries.size(), "names", names);
    }

    /** An entry for people. */
    static String inWords(BaselineEntry entry) {
        return entry.key().callerClass() + '.' + entry.key().callerMethod() + " -> "
                + entry.key().target().asReference();
    }

    private void addEnding(BaselineReview review, List<Reason> warnings) {
        Map<LocalDate, Integer> ending = new TreeMap<>();
        for (Entry entry : review.entries(State.TOLERATED)) {
            LocalDate until = entry.entry().until();
            if (until != null && Warnings.endsSoon(until, question.day())) {
                ending.merge(until, 1, Integer::sum);
            }
        }
        ending.forEach((day, count) -> warnings.add(Reason.of(
                Warnings.ENDS_SOON,
                "",
                "",
                baseline.name(),
                baseline.name() + ": " + Words.count(count, "call site") + (count == 1 ? " is" : " are")
                        + " tolerated until " + day,
                "migrate before",
                "sites",
                count)));
    }

    /** What became of each entry, where these doubts are all that is not known. */
    BaselineReview review(List<Reason> doubts) {
        List<SeenSite> added = new ArrayList<>();
        Map<BaselineEntry, List<SeenSite>> byEntry = new HashMap<>();
        for (SeenSite site : all) {
            boolean named = false;
            for (BaselineEntry entry : baseline.entries(site.key().callerClass())) {
                if (entry.names(site.rule(), site.key())) {
                    named = true;
                    byEntry.computeIfAbsent(entry, it -> new ArrayList<>()).add(site);
                }
            }
            if (!named && site.open()) {
                added.add(site);
            }
        }
        List<Entry> entries = new ArrayList<>();
        CallerPackage packages = new CallerPackage(fleet.scan());
        for (BaselineEntry entry : baseline.entries()) {
            List<SeenSite> sites = byEntry.getOrDefault(entry, List.of());
            entries.add(sites.isEmpty() ? missing(entry, packages, doubts) : present(entry, sites));
        }
        return new BaselineReview(added, entries);
    }

    private Entry present(BaselineEntry entry, List<SeenSite> sites) {
        if (sites.stream().anyMatch(SeenSite::open)) {
            boolean expired = entry.isExpiredOn(question.day());
            return new Entry(
                    entry,
                    expired ? State.EXPIRED : State.TOLERATED,
                    expired ? "tolerated until " + entry.until() : "",
                    sites);
        }
        AllowEntry allowed = sites.get(0).allowedBy();
        return new Entry(
                entry,
                State.NEEDLESS,
                allowed == null ? "the policy lets it pass" : "the policy allows " + allowed.text(),
                sites);
    }

    private Entry missing(BaselineEntry entry, CallerPackage packages, List<Reason> doubts) {
        if (fleet.rules().stream().noneMatch(rule -> rule.id().equals(entry.rule()))) {
            return new Entry(
                    entry,
                    State.UNSEEN,
                    "the policy asked about has no rule " + entry.rule() + ", or it is off",
                    List.of());
        }
        ScanFacts scan = fleet.scan();
        boolean scannable = isScannable(entry.key().kind());
        if (isShownGone(entry, packages)) {
            return new Entry(entry, State.GONE, "the scan does not find it", List.of());
        }
        if (fleet.processes() == 0) {
            return new Entry(
                    entry,
                    State.UNSEEN,
                    scan == null
                            ? "there is no evidence"
                            : !scannable
                                    ? "a scan does not see calls of the kind "
                                            + entry.key().kind().label()
                                    : scan.problems().isEmpty()
                                            ? "nothing of its package was scanned"
                                            : "not everything could be scanned",
                    List.of());
        }
        return doubts.isEmpty()
                ? new Entry(entry, State.GONE, "no process has loaded it in all the time observed", List.of())
                : new Entry(
                        entry,
                        State.UNSEEN,
                        "too little evidence: " + doubts.get(0).sentence(),
                        List.of());
    }

    /** Whether everything of where it was could be scanned: then what the scan does not find is gone. */
    private boolean isShownGone(BaselineEntry entry, CallerPackage packages) {
        ScanFacts scan = fleet.scan();
        return scan != null
                && isScannable(entry.key().kind())
                && scan.classes() > 0
                && scan.problems().isEmpty()
                && packages.holds(entry.key());
    }

    private static boolean isScannable(Kind kind) {
        return switch (kind) {
            case CALL, NEW, SUPER, METHOD_REF, FIELD_READ, FIELD_WRITE, INDY -> true;
            case REFLECTION, METHOD_HANDLE, NATIVE, VIRTUAL -> false;
        };
    }

    private static long calls(List<SeenSite> sites) {
        return sites.stream().mapToLong(SeenSite::openCalls).reduce(0, Calls::sum);
    }

    /**
     * Whether the code that an entry is about is in the scan at all: a class of its package is, or its jar was named.
     */
    private static final class CallerPackage {
        private final @Nullable ScanFacts scan;
        private final Map<String, Boolean> known = new HashMap<>();

        CallerPackage(@Nullable ScanFacts scan) {
            this.scan = scan;
            if (scan != null && scan.classNames() != null) {
                for (String name : Objects.requireNonNull(scan.classNames())) {
                    known.put(of(name), true);
                }
            }
        }

        boolean holds(SiteKey key) {
            if (scan == null) {
                return false;
            }
            return known.containsKey(of(key.callerClass()))
                    || scan.roots().stream()
                            .anyMatch(root -> SiteKey.artifact(root).equals(key.artifact()));
        }

        private static String of(String className) {
            return className.substring(0, className.lastIndexOf('.') + 1);
        }
    }
}
