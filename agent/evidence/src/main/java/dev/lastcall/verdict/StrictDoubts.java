package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is assumed since nobody gave the means to check it. With {@code strict} these are doubts. */
final class StrictDoubts implements Doubts {
    private static final String NAMES_NOTHING = "names-nothing";
    private static final String SCANNED_ALL = "scanned-all";
    private static final String UNREACHED_ACCEPTED = "unreached-accepted";
    private static final String GOES_WITH = "goes-with";
    private static final int NAMED = 3;

    @Override
    public List<Reason> on(Fleet fleet) {
        return fleet.question().terms().isStrict() ? assumed(fleet) : List.of();
    }

    /** The assumptions that could be checked. */
    static List<Reason> assumed(Fleet fleet) {
        List<Reason> assumed = new ArrayList<>();
        if (fleet.question().terms().services().isEmpty()) {
            List<String> names =
                    fleet.services().stream().map(ServiceTally::name).toList();
            assumed.add(Reason.of(
                    DoubtCode.ASSUMED_SERVICES,
                    "",
                    "",
                    "",
                    names.isEmpty()
                            ? "that there is no service"
                            : "that " + and(names) + (names.size() == 1 ? " is the only service" : " are all services"),
                    "list the services, and how many processes each has, in verdict.services"));
        }
        if (fleet.question().terms().environments().isEmpty()) {
            List<String> names = fleet.services().stream()
                    .flatMap(service -> service.environments().stream())
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            assumed.add(Reason.of(
                    DoubtCode.ASSUMED_ENVIRONMENTS,
                    "",
                    "",
                    "",
                    names.isEmpty()
                            ? "that where this ran, the same is done as where it matters"
                            : "that " + and(names) + (names.size() == 1 ? " does" : " do") + " what the others do",
                    "list the environments in verdict.environments, and label processes with LASTCALL_ENVIRONMENT"));
        }
        ScanFacts scan = fleet.scan();
        if (scan == null) {
            assumed.add(Reason.of(
                    DoubtCode.ASSUMED_SHIPPED,
                    "",
                    "",
                    "",
                    "that no class that was not loaded here calls deprecated code elsewhere",
                    "name all that is shipped with --scan"));
        } else if (fleet.question().purpose() != Purpose.DELETE) { // for a deletion they are doubts
            addNotScanned(List.copyOf(ScanDoubts.notScanned(fleet, scan).keySet()), assumed);
        }
        return assumed;
    }

    /** A scan of something else than what ran says little of what is shipped. */
    private static void addNotScanned(List<String> sources, List<Reason> assumed) {
        if (!sources.isEmpty()) {
            assumed.add(Reason.of(
                    DoubtCode.ASSUMED_SHIPPED,
                    "",
                    "",
                    "",
                    "that no class that was neither loaded nor scanned calls deprecated code: "
                            + Words.count(sources.size(), "jar or folder", "jars and folders")
                            + (sources.size() == 1 ? " was" : " were") + " run and "
                            + (sources.size() == 1 ? "is" : "are") + " not in the scan: "
                            + Words.some(sources, NAMED),
                    "name all that is shipped with --scan",
                    "sources",
                    sources));
        }
    }

    /** Assumptions that nothing can check any more. */
    static List<Reason> remaining(Fleet fleet) {
        List<Reason> remaining = new ArrayList<>();
        if (fleet.scan() != null) {
            remaining.add(Reason.of(
                    SCANNED_ALL,
                    "",
                    "",
                    "",
                    "that what was scanned is all that is shipped",
                    "look at what it rests on"));
        }
        for (ProcessNote note : fleet.notes(ProcessDoubts.PAUSED)) {
            remaining.add(Reason.of(
                    ProcessDoubts.PAUSED,
                    "",
                    note.process().service(),
                    ProcessNames.file(note.process()),
                    "that " + ProcessNames.name(note.process()) + " made no other calls while it did not watch ("
                            + note.what() + ")",
                    ""));
        }
        for (ProcessNote note : fleet.notes(ProcessDoubts.ATTACHED)) {
            remaining.add(Reason.of(
                    ProcessDoubts.ATTACHED,
                    "",
                    note.process().service(),
                    ProcessNames.file(note.process()),
                    "that " + ProcessNames.name(note.process()) + " made no other calls before it was watched",
                    ""));
        }
        addListedMore(fleet, remaining);
        addUnreached(fleet, remaining);
        addGoingAway(fleet, remaining);
        for (Rule rule : fleet.rules()) {
            addNamingNothing(fleet, rule, remaining);
        }
        return remaining;
    }

    /** What {@code unreached: accept} keeps silent about would be refused by a block. */
    private static void addUnreached(Fleet fleet, List<Reason> remaining) {
        if (fleet.question().purpose() != Purpose.BLOCK
                || !fleet.question().terms().acceptsUnreached()) {
            return;
        }
        ScanFacts scan = fleet.scan();
        for (Rule rule : fleet.rules()) {
            List<String> sites = new ArrayList<>();
            ReachDoubts.neverReached(fleet, rule).forEach(site -> sites.add(site.unreachedInWords()));
            if (scan != null) {
                ScanDoubts.neverLoaded(fleet, rule, scan)
                        .forEach(site -> sites.add(site.caller().asStackFrame() + " -> "
                                + site.target().asReference()));
            }
            if (!sites.isEmpty()) {
                remaining.add(Reason.of(
                        UNREACHED_ACCEPTED,
                        rule.id(),
                        "",
                        rule.id(),
                        "that nobody will reach " + Words.count(sites.size(), "open call site") + " of " + rule.id()
                                + " that nobody has reached: " + Words.some(sites, NAMED),
                        "list each with --unreached unknown",
                        "sites",
                        sites.size()));
            }
        }
    }

    /** What {@code removed-with} keeps silent about would fail if it stays. */
    private static void addGoingAway(Fleet fleet, List<Reason> remaining) {
        for (Rule rule : fleet.question().purpose() == Purpose.DELETE ? fleet.rules() : List.<Rule>of()) {
            Set<String> classes = new TreeSet<>();
            for (TalliedSite site : fleet.sites(rule)) {
                addGoingAway(rule, site.role(), site.key().callerClass(), classes);
            }
            ScanFacts scan = fleet.scan();
            for (Site site : scan == null ? List.<Site>of() : scan.sites()) {
                if (site.rule().equals(rule.id())) {
                    addGoingAway(rule, site.role(), site.caller().className(), classes);
                }
            }
            if (!classes.isEmpty()) {
                List<String> names = List.copyOf(classes);
                remaining.add(Reason.of(
                        GOES_WITH,
                        rule.id(),
                        "",
                        rule.id(),
                        "that " + Words.count(names.size(), "class", "classes") + " with uses of " + rule.id()
                                + (names.size() == 1 ? " goes" : " go")
                                + " away in the same step, as removed-with says: "
                                + Words.some(names, NAMED),
                        "name them more narrowly in removed-with",
                        "classes",
                        names));
            }
        }
    }

    private static void addGoingAway(Rule rule, Role role, String className, Set<String> classes) {
        if (role == Role.DEPRECATED && Findings.goesAway(rule, className)) {
            classes.add(className);
        }
    }

    /**
     * A class that is inside a rule may be entered by a callback, which nobody counts: once for each service and rule.
     */
    private static void addListedMore(Fleet fleet, List<Reason> remaining) {
        Map<String, Map<String, List<ProcessNote>>> notes = new TreeMap<>();
        for (ProcessNote note : fleet.notes(ProcessDoubts.LISTED_MORE)) {
            notes.computeIfAbsent(note.rule(), rule -> new TreeMap<>())
                    .computeIfAbsent(note.process().service(), service -> new ArrayList<>())
                    .add(note);
        }
        notes.forEach((rule, services) -> services.forEach((service, ofService) -> remaining.add(Reason.of(
                ProcessDoubts.LISTED_MORE,
                rule,
                service,
                service,
                "that other classes that the policy of "
                        + Words.count(ofService.size(), "process", "processes") + " of " + service
                        + " lists, which nobody called, made no call of " + rule + " of their own accord",
                "observe " + service + " under this policy",
                "processes",
                ofService.size()))));
    }

    /**
     * Signatures that may name nothing, such as globs, and do: a misspelt one looks like one that is not needed.
     */
    private static void addNamingNothing(Fleet fleet, Rule rule, List<Reason> remaining) {
        boolean ignored = rule.missing() == Rule.Missing.IGNORE;
        List<String> nothing = new ArrayList<>();
        for (Signature signature : rule.deprecated()) {
            if ((ignored || !Named.isExact(signature)) && !Named.isDeprecated(fleet, signature)) {
                nothing.add(signature.text());
            }
        }
        boolean unknown = rule.deprecated().isEmpty() // an old ledger kept no lists
                && fleet.sites(rule).stream().noneMatch(site -> site.role() == Role.DEPRECATED);
        if (nothing.isEmpty() && !unknown) {
            return;
        }
        String seen = fleet.scan() == null ? "" : " or scanned";
        int all = rule.deprecated().size();
        remaining.add(Reason.of(
                NAMES_NOTHING,
                rule.id(),
                "",
                rule.id(),
                nothing.size() == all
                        ? "that " + rule.id() + " is spelled as it is meant: it names nothing that was loaded" + seen
                        : "that " + Words.number(nothing.size()) + " of the " + Words.number(all)
                                + " signatures of " + rule.id() + (nothing.size() == 1 ? " is" : " are")
                                + " spelled as meant: "
                                + (nothing.size() == 1 ? "it names" : "they name") + " nothing that was loaded" + seen
                                + ": " + Words.some(nothing, NAMED),
                "look at its signatures with policy check --class-path",
                nothing.isEmpty() ? new Object[0] : new Object[] {"signatures", nothing}));
    }

    private static String and(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
