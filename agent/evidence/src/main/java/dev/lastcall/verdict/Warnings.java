package dev.lastcall.verdict;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.evidence.DamagedCopy;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What changes no result, and should be known. Pure functions. */
final class Warnings {
    static final String ENDS_SOON = "ends-soon";
    static final String ALONE = "one-process";
    static final String DUAL = "dual";
    static final String SILENT = "silent-since";
    static final String LEFT_OUT_CALLS = "left-out-calls";
    static final String DAMAGED_COPY = "damaged-copy";
    static final String PAST_DAY = "past-day";
    static final String OPAQUE = "opaque-file";

    private static final int SOON_DAYS = 30;
    private static final int NAMED = 3;

    private Warnings() {}

    static List<Reason> on(Fleet fleet) {
        List<Reason> warnings = new ArrayList<>();
        for (Rule rule : fleet.rules()) {
            addDual(fleet, rule, warnings);
            warnings.addAll(TakeOvers.on(fleet, rule));
            addEnding(fleet, rule, warnings);
        }
        addPastDay(fleet, warnings);
        addBeforeEvidence(fleet, warnings);
        for (Acceptance accepted : fleet.question().terms().accept()) {
            if (endsSoon(accepted.expires(), fleet.question().day())) {
                warnings.add(Reason.of(
                        ENDS_SOON,
                        "",
                        "",
                        accepted.what(),
                        "what is accepted of " + accepted.what() + " (" + accepted.kind() + ") ends on "
                                + accepted.expires(),
                        "look into it before"));
            }
        }
        addSilent(fleet, warnings);
        addLeftOut(fleet, warnings);
        addDamagedCopies(fleet, warnings);
        addOpaque(fleet, warnings);
        for (ServiceTally service : fleet.services()) {
            if (service.processes() == 1) {
                warnings.add(Reason.of(
                        ALONE,
                        "",
                        service.name(),
                        service.name(),
                        "one process alone stands for " + service.name(),
                        "observe more of them"));
            }
        }
        return warnings;
    }

    static boolean endsSoon(@Nullable LocalDate end, LocalDate day) {
        return end != null && !end.isBefore(day) && end.isBefore(day.plusDays(SOON_DAYS + 1L));
    }

    /** Processes that may be dead, or cut off from their ledger: nobody said that they ended. One warning a service. */
    private static void addSilent(Fleet fleet, List<Reason> warnings) {
        Map<String, List<ProcessInfo>> byService = new TreeMap<>();
        for (ProcessNote note : fleet.notes(SILENT)) {
            byService
                    .computeIfAbsent(note.process().service(), name -> new ArrayList<>())
                    .add(note.process());
        }
        byService.forEach((service, silent) -> {
            silent.sort(Comparator.comparing(ProcessInfo::lastSeenAt)
                    .reversed()
                    .thenComparing(ProcessInfo::startedAt)
                    .thenComparing(ProcessInfo::uuid));
            List<String> names = silent.stream().map(ProcessNames::name).toList();
            warnings.add(Reason.of(
                    SILENT,
                    "",
                    service,
                    service,
                    (silent.size() == 1
                                    ? names.get(0) + " has been"
                                    : Words.count(silent.size(), "process", "processes") + " of " + service + " ("
                                            + Words.some(names, NAMED) + ") have been")
                            + " silent since " + Words.time(silent.get(0).lastSeenAt())
                            + (silent.size() == 1 ? "" : " or before")
                            + ": not heard of for ten heartbeats, and not known to have ended",
                    "look whether it runs; what it did since is not known",
                    "processes",
                    silent.size(),
                    "names",
                    names));
        });
    }

    /**
     * A filter may leave out what is meant, or too much: a result that is right of the others is no answer for these.
     */
    private static void addLeftOut(Fleet fleet, List<Reason> warnings) {
        LeftOut leftOut = fleet.whatIsLeftOut();
        if (leftOut.calls() == 0) {
            return;
        }
        warnings.add(Reason.of(
                LEFT_OUT_CALLS,
                "",
                "",
                "",
                "of the " + Words.count(leftOut.processes(), "process", "processes") + " left out by "
                        + fleet.question().population().inWords() + ", "
                        + Words.number(leftOut.calling()) + " made " + leftOut.kindOfCalls() + ", most from "
                        + leftOut.mostInWords(),
                "make sure that these are meant to be left out",
                "processes",
                leftOut.calling(),
                "calls",
                leftOut.calls()));
    }

    /** Of which another one is whole. One warning for all. */
    private static void addDamagedCopies(Fleet fleet, List<Reason> warnings) {
        List<String> damaged = new ArrayList<>();
        for (DamagedCopy copy : fleet.copies()) {
            String problem = copy.problems().get(0);
            damaged.add((problem.contains(copy.file()) ? problem : copy.file() + ": " + problem) + "; "
                    + copy.counting() + " counts");
        }
        if (!damaged.isEmpty()) {
            warnings.add(Reason.of(
                    DAMAGED_COPY,
                    "",
                    "",
                    "",
                    Words.count(damaged.size(), "ledger is", "ledgers are")
                            + " damaged, and left aside since another of the same process holds all that is in "
                            + (damaged.size() == 1 ? "it: " : "them: ") + Words.some(damaged, NAMED),
                    "remove the damaged one, and see what damaged it",
                    "copies",
                    damaged));
        }
    }

    /** By their names they are no ledgers; by their content they may be. One warning for all. */
    private static void addOpaque(Fleet fleet, List<Reason> warnings) {
        List<String> files = fleet.opaque();
        if (!files.isEmpty()) {
            warnings.add(Reason.of(
                    OPAQUE,
                    "",
                    "",
                    "",
                    Words.count(files.size(), "file") + " beside the ledgers "
                            + (files.size() == 1 ? "is" : "are")
                            + " packed in a way that cannot be looked into, or cannot be read: "
                            + Words.some(files, NAMED),
                    "unpack what holds ledgers",
                    "files",
                    files));
        }
    }

    /** Classes that call the deprecated and the canonical members: there each may keep its own state. */
    private static void addDual(Fleet fleet, Rule rule, List<Reason> warnings) {
        Map<String, Role> roles = new HashMap<>();
        TreeSet<String> dual = new TreeSet<>();
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.calls() > site.delegatedCalls()) {
                Role before = roles.putIfAbsent(site.key().callerClass(), site.role());
                if (before != null && before != site.role()) {
                    dual.add(site.key().callerClass());
                }
            }
        }
        if (!dual.isEmpty()) {
            warnings.add(Reason.of(
                    DUAL,
                    rule.id(),
                    "",
                    dual.first(),
                    rule.id() + ": " + Words.count(dual.size(), "class", "classes")
                            + " called both the deprecated and the canonical members: "
                            + Words.some(new ArrayList<>(dual), NAMED),
                    "migrate these first: each way may keep a state of its own",
                    "classes",
                    new ArrayList<>(dual)));
        }
    }

    private static void addEnding(Fleet fleet, Rule rule, List<Reason> warnings) {
        for (AllowEntry entry : rule.allow()) {
            if (endsSoon(entry.expires(), fleet.question().day())) {
                warnings.add(Reason.of(
                        ENDS_SOON,
                        rule.id(),
                        "",
                        entry.text(),
                        rule.id() + ": the allow entry " + entry.text() + " ends on " + entry.expires(),
                        "migrate its callers before, or prolong it"));
            }
        }
    }

    /** A slip in a year, say: what is judged is judged as if it had been known then. */
    private static void addBeforeEvidence(Fleet fleet, List<Reason> warnings) {
        Question question = fleet.question();
        if (fleet.processes() == 0) {
            return;
        }
        LocalDate first = LocalDate.ofInstant(fleet.earliest(), question.zone());
        if (question.day().isBefore(first)) {
            warnings.add(Reason.of(
                    PAST_DAY,
                    "",
                    "",
                    "",
                    "on " + question.day() + " nothing was observed yet: the first process started on " + first
                            + ", and what it did is judged as of that day",
                    "ask without --on for what holds today",
                    "first",
                    first.toString()));
        }
    }

    /** On a day that is over, entries of a policy and of a baseline count that have expired since. */
    private static void addPastDay(Fleet fleet, List<Reason> warnings) {
        Question question = fleet.question();
        LocalDate today = LocalDate.ofInstant(question.now(), question.zone());
        if (!question.day().isBefore(today)) {
            return;
        }
        List<String> expired = allowedUntilLately(fleet, today);
        int allowed = expired.size();
        expired.addAll(acceptedUntilLately(question, today));
        String kind = expired.size() == allowed ? "allow entry" : "entry";
        if (!expired.isEmpty()) {
            warnings.add(Reason.of(
                    PAST_DAY,
                    "",
                    "",
                    "",
                    "on " + question.day() + ", which is past, "
                            + Words.count(expired.size(), kind, kind.equals("entry") ? "entries" : "allow entries")
                            + (expired.size() == 1 ? " counts that has" : " count that have")
                            + " expired since: " + Words.some(expired, NAMED),
                    "ask without --on for what holds today",
                    "entries",
                    expired));
        }
    }

    /** The allow entries that have expired since the day of the question. */
    private static List<String> allowedUntilLately(Fleet fleet, LocalDate today) {
        List<String> expired = new ArrayList<>();
        for (Rule rule : fleet.rules()) {
            for (AllowEntry entry : rule.allow()) {
                if (entry.isExpiredOn(today)
                        && !entry.isExpiredOn(fleet.question().day())) {
                    expired.add(entry.text());
                }
            }
        }
        return expired;
    }

    /** The accept entries and the lines of the baseline that have expired since the day of the question. */
    private static List<String> acceptedUntilLately(Question question, LocalDate today) {
        List<String> expired = new ArrayList<>();
        for (Acceptance entry : question.terms().accept()) {
            if (entry.isExpiredOn(today) && !entry.isExpiredOn(question.day())) {
                expired.add(entry.kind() + ' ' + entry.what());
            }
        }
        Baseline baseline = question.baseline();
        for (BaselineEntry entry : baseline == null ? List.<BaselineEntry>of() : baseline.entries()) {
            if (entry.isExpiredOn(today) && !entry.isExpiredOn(question.day())) {
                expired.add("of the baseline " + entry.key().callerClass());
            }
        }
        return expired;
    }
}
