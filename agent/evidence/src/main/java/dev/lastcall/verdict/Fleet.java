package dev.lastcall.verdict;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.DamagedCopy;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.evidence.SiteKeys;
import dev.lastcall.evidence.Target;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the processes asked about, added up one ledger at a time: memory follows the distinct call sites
 * and the services, not the ledgers. The order of the ledgers makes no difference. Not thread-safe.
 */
final class Fleet {
    /** What a note says of classes whose own calls were not counted, instead of signatures. */
    static final String BESIDE = "beside";

    /** What a reader calls the service of a ledger whose labels are damaged. */
    private static final String UNKNOWN_SERVICE = "unknown";

    /** What a ledger must go on saying, so that it is known whether its process watched. */
    private static final Set<String> TIMES = Set.of(Dropped.POLICIES, Dropped.WATCH_CHANGES, Dropped.STANDSTILLS);

    private final Question question;
    private final PolicyView view;
    private final Unmet unmet;
    private final SiteKeys keys = new SiteKeys();
    private final Map<String, ServiceTally> services = new TreeMap<>();
    private final Map<String, Map<SiteKey, TalliedSite>> sites = new LinkedHashMap<>();
    private final Map<String, Map<String, TalliedReference>> references = new HashMap<>();
    private final Map<String, Set<Target>> targetsByClass = new HashMap<>();
    private final Map<String, Set<Target>> canonicalByClass = new HashMap<>();
    private final FleetNotes notes;
    private final Set<BlindSpot> blindSpots = new LinkedHashSet<>();
    private final Set<String> mainJars = new HashSet<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private @Nullable ScanFacts scan;
    private boolean overfull;
    private long calls;
    private int processes;
    private Instant earliest = Instant.MAX;
    private final LeftOut leftOut;
    private final List<DamagedCopy> copies = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();

    Fleet(Question question) {
        this.question = question;
        this.view = new PolicyView(question.policy(), question.day(), question.purpose());
        this.unmet = new Unmet(question.population());
        this.leftOut = new LeftOut(question.purpose());
        this.notes = new FleetNotes(question.now());
        for (Rule rule : view.rules()) {
            sites.put(rule.id(), new HashMap<>());
        }
    }

    void add(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        unmet.meet(process);
        if (!question.population().includes(process) && isIdentified(ledger)) {
            leftOut.add(ledger, view);
            return;
        }
        processes++;
        if (process.startedAt().isBefore(earliest)) {
            earliest = process.startedAt();
        }
        blindSpots.addAll(ledger.blindSpots());
        boolean watched = notes.add(ledger);
        ServiceTally service = services.computeIfAbsent(process.service(), ServiceTally::new);
        service.ran(ledger.facts().program());
        mainJars.add(SiteKey.artifact(ledger.facts().program().jar()));
        if (watched) {
            service.add(process);
            if (question.terms().services().containsKey(process.service())) {
                service.ranBesideOthers(watchingTimes(ledger));
            }
            observe(ledger, service);
        }
        for (SiteCounts counts : ledger.sites()) {
            calls = Calls.sum(calls, counts.calls());
            overfull |= Counts.isFull(counts) || calls == Long.MAX_VALUE;
        }
        if (question.purpose() == Purpose.DELETE) {
            addReferences(ledger);
        }
        // what was called counts, whatever else is wrong with the process
        judge(ledger, service);
    }

    private void judge(ProcessEvidence ledger, ServiceTally service) {
        ProcessInfo process = ledger.process();
        Set<String> asTheyRan = view.rulesAsTheyRan(ledger);
        if (!question.policyNamed()) {
            for (SiteCounts counts : view.notAsked(ledger, asTheyRan)) {
                String caller = counts.site().caller().asStackFrame();
                notes.add(new ProcessNote(DoubtCode.NOT_ASKED, counts.site().rule(), process, caller, List.of()));
            }
        }
        Set<Site> initializers = new HashSet<>();
        for (SiteFacts facts : ledger.facts().sites()) {
            if (facts.inStaticInitializer()) {
                initializers.add(facts.site());
            }
        }
        view.judge(
                ledger,
                asTheyRan,
                site -> add(
                        process,
                        service,
                        site,
                        !initializers.isEmpty()
                                && initializers.contains(site.counts().site())));
    }

    /** Whether it is known what to hold against a filter: the header of a damaged ledger may have lost it. */
    private static boolean isIdentified(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        return ledger.problems().isEmpty()
                || !(process.service().equals(UNKNOWN_SERVICE)
                        || process.startedAt().equals(Instant.EPOCH)
                        || process.lastSeenAt().equals(Instant.EPOCH));
    }

    private void addReferences(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        for (LoadedReference reference : ledger.facts().references()) {
            for (Rule rule : view.takingAway(reference)) {
                references
                        .computeIfAbsent(rule.id(), id -> new TreeMap<>())
                        .computeIfAbsent(TalliedReference.key(reference), key -> new TalliedReference(reference))
                        .add(reference, process.service());
            }
        }
        long more = ledger.facts().moreReferences();
        if (more > 0) {
            notes.add(new ProcessNote(
                    DoubtCode.INCOMPLETE_LEDGER,
                    "",
                    process,
                    ProcessNames.name(process) + " loaded " + Words.number(more) + " more "
                            + (more == 1 ? "reference" : "references") + " of classes than its ledger has room for",
                    List.of()));
        }
    }

    private void observe(ProcessEvidence ledger, ServiceTally service) {
        ProcessInfo process = ledger.process();
        List<PolicyInForce> policies = ledger.facts().policies();
        if (policies.isEmpty()) {
            policies = List.of(new PolicyInForce(
                    Instant.MIN, Instant.MAX, process.mode(), process.policyHash(), ledger.rules(), true));
        }
        List<Watched> watched = new ArrayList<>(policies.size());
        for (PolicyInForce policy : policies) {
            watched.add(new Watched(policy.rules()));
        }
        Watched last = new Watched(ledger.rules());
        RunningTimes running = new RunningTimes(ledger.facts());
        noteStandstills(ledger, running, service);
        for (Rule rule : view.rules()) {
            List<String> missing = last.missing(rule);
            boolean narrower = observe(rule, ledger, policies, watched, running, service);
            Set<String> wider = last.wider(rule);
            Set<String> beside = wider.isEmpty() ? Set.of() : view.ranBeside(ledger, rule, wider);
            if (!missing.isEmpty()) {
                notes.add(new ProcessNote(DoubtCode.NOT_WATCHED, rule.id(), process, "", missing));
            } else if (!beside.isEmpty()) {
                notes.add(new ProcessNote(DoubtCode.NOT_WATCHED, rule.id(), process, BESIDE, List.copyOf(beside)));
            } else if (narrower) {
                notes.add(new ProcessNote(
                        ProcessDoubts.PAUSED,
                        rule.id(),
                        process,
                        "under a policy that lists less of " + rule.id(),
                        List.of()));
            }
            if (missing.isEmpty() && beside.isEmpty() && !wider.isEmpty()) {
                notes.add(new ProcessNote(ProcessDoubts.LISTED_MORE, rule.id(), process, "", List.of()));
            }
        }
    }

    private Set<String> ranBeside(ProcessEvidence ledger, Rule rule, Watched watched) {
        Set<String> wider = watched.wider(rule);
        return wider.isEmpty() ? Set.of() : view.ranBeside(ledger, rule, wider);
    }

    /**
     * Adds the times in which the process watched, under a policy with all that the rule lists.
     *
     * @return whether there was another policy meanwhile
     */
    private boolean observe(
            Rule rule,
            ProcessEvidence ledger,
            List<PolicyInForce> policies,
            List<Watched> watched,
            RunningTimes running,
            ServiceTally service) {
        String environment = ledger.process().environment();
        boolean expected = question.terms().environments().contains(environment);
        Instant end = knownUntil(ledger);
        boolean narrower = false;
        for (int i = 0; i < policies.size(); i++) {
            PolicyInForce policy = policies.get(i);
            if (policy.complete()
                    && watched.get(i).missing(rule).isEmpty()
                    && ranBeside(ledger, rule, watched.get(i)).isEmpty()) {
                for (WatchPeriod period : ledger.facts().watch().periods()) {
                    if (period.state() == WatchState.WATCHING) {
                        Instant from = Timeline.later(period.from(), policy.since());
                        Instant until = Timeline.earlier(Timeline.earlier(period.until(), policy.until()), end);
                        running.within(from, until, (start, stop) -> {
                            service.observed(rule.id(), start, stop);
                            if (expected) {
                                service.observedIn(environment, rule.id(), start, stop);
                            }
                        });
                    }
                }
            } else {
                narrower = true;
            }
        }
        return narrower;
    }

    private static void noteStandstills(ProcessEvidence ledger, RunningTimes running, ServiceTally service) {
        for (WatchPeriod period : ledger.facts().watch().periods()) {
            if (period.state() == WatchState.WATCHING) {
                service.stoodStill(running.stillWithin(period.from(), period.until()));
            }
        }
    }

    private static Timeline watchingTimes(ProcessEvidence ledger) {
        Timeline times = new Timeline();
        RunningTimes running = new RunningTimes(ledger.facts());
        Instant end = knownUntil(ledger);
        for (WatchPeriod period : ledger.facts().watch().periods()) {
            if (period.state() == WatchState.WATCHING) {
                running.within(period.from(), Timeline.earlier(period.until(), end), times::add);
            }
        }
        return times;
    }

    /** Until when the ledger says which policy was in force, and whether the process watched and ran. */
    private static Instant knownUntil(ProcessEvidence ledger) {
        Instant end = Instant.MAX;
        for (Dropped dropped : ledger.facts().dropped()) {
            if (TIMES.contains(dropped.what())) {
                end = Timeline.earlier(end, dropped.since());
            }
        }
        return end;
    }

    private void add(ProcessInfo process, ServiceTally service, JudgedSite site, boolean inInitializer) {
        SiteKey key = keys.of(site.counts().site());
        Rule rule = site.rule();
        Map<SiteKey, TalliedSite> ofRule = Objects.requireNonNull(sites.get(rule.id()), rule.id());
        ofRule.computeIfAbsent(key, k -> new TalliedSite(k, site)).add(process.service(), site, inInitializer);
        service.site(rule.id(), site.counts().calls() > 0);
        (site.role() == Role.DEPRECATED ? targetsByClass : canonicalByClass)
                .computeIfAbsent(key.target().className(), name -> new HashSet<>())
                .add(key.target());
    }

    void addUnread(String sentence) {
        unread.add(sentence);
    }

    void addContradiction(String sentence) {
        contradictions.add(sentence);
    }

    void addCopy(DamagedCopy copy) {
        copies.add(copy);
    }

    void addOpaque(String file) {
        opaque.add(file);
    }

    void setScan(ScanFacts facts) {
        scan = facts;
        blindSpots.addAll(facts.blindSpots());
    }

    Question question() {
        return question;
    }

    /** The rules that are judged, in the policy's order. */
    Collection<Rule> rules() {
        return view.rules();
    }

    Collection<ServiceTally> services() {
        return services.values();
    }

    @Nullable
    ServiceTally service(String name) {
        return services.get(name);
    }

    /** The distinct call sites of a rule, both sides, in no order. */
    Collection<TalliedSite> sites(Rule rule) {
        return sites.getOrDefault(rule.id(), Map.of()).values();
    }

    /**
     * The distinct references of loaded classes to what a rule takes away, in the same order whatever that of the
     * ledgers.
     */
    Collection<TalliedReference> references(Rule rule) {
        return references.getOrDefault(rule.id(), Map.of()).values();
    }

    /** The deprecated members of a class that some call site names. */
    Set<Target> targets(String className) {
        return targets(className, Role.DEPRECATED);
    }

    /** The classes of which some call site names a deprecated member. */
    Set<String> targetClasses() {
        return targetsByClass.keySet();
    }

    /** The members of a class on that side of some rule that some call site names. */
    Set<Target> targets(String className, Role role) {
        return (role == Role.DEPRECATED ? targetsByClass : canonicalByClass).getOrDefault(className, Set.of());
    }

    /** Whether the calls of that caller pass a rule since its class is canonical. */
    boolean isDelegate(Rule rule, Caller caller) {
        return view.isDelegate(rule, caller);
    }

    /** By the start of their processes, whatever the order in which ledgers were read. */
    List<ProcessNote> notes(String code) {
        return notes.of(code);
    }

    Set<BlindSpot> blindSpots() {
        return blindSpots;
    }

    List<String> unread() {
        return unread.stream().sorted().toList();
    }

    List<String> contradictions() {
        return contradictions.stream().sorted().toList();
    }

    /** Whether the calls of all processes are more than there can be: the counters of some ledger are damaged. */
    boolean isOverfull() {
        return overfull;
    }

    @Nullable
    ScanFacts scan() {
        return scan;
    }

    /** The jars that hold the programs themselves, without version; empty for a program that is in no jar. */
    Set<String> mainJars() {
        return mainJars;
    }

    /** When the first of them started; {@link Instant#MAX} if there is none. */
    Instant earliest() {
        return earliest;
    }

    /** Processes asked about, watched or not. */
    int processes() {
        return processes;
    }

    /** What the population names, and no process is or has, each as in {@code service biling}. */
    List<String> unmet() {
        return unmet.inWords();
    }

    /** Processes that the population leaves out. */
    int leftOut() {
        return leftOut.processes();
    }

    /** What those would have been a finding of. */
    LeftOut whatIsLeftOut() {
        return leftOut;
    }

    /** Files that are called as something else than a ledger, and that nobody can look into. */
    List<String> opaque() {
        return opaque.stream().sorted().toList();
    }

    /** Damaged ledgers that do not count, by their names. */
    List<DamagedCopy> copies() {
        return copies.stream()
                .sorted(Comparator.comparing(DamagedCopy::file).thenComparing(DamagedCopy::counting))
                .toList();
    }
}
