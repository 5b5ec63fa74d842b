package dev.lastcall.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Ledgers, one for each process. If there are two copies of one process's ledger, the later one counts, since a ledger
 * only grows. If the earlier one has something that the later one lacks, or belongs to another process, one of them is
 * damaged or forged: that is a contradiction, and the content of both counts. Immutable.
 *
 * @param ledgers by the start of their processes
 * @param contradictions one sentence for each
 * @param copies damaged ones that are ignored, since another of the same process holds everything that they hold
 */
public record DistinctProcesses(List<ProcessEvidence> ledgers, List<String> contradictions, List<DamagedCopy> copies) {
    /** In which order processes are listed, whatever the order of their ledgers. */
    static final Comparator<ProcessInfo> BY_START = Comparator.comparing(ProcessInfo::startedAt)
            .thenComparing(ProcessInfo::host)
            .thenComparing(ProcessInfo::pid)
            .thenComparing(ProcessInfo::uuid);

    public DistinctProcesses {
        ledgers = List.copyOf(ledgers);
        contradictions = List.copyOf(contradictions);
        copies = List.copyOf(copies);
    }

    /** Takes one of each process; the order of the ledgers makes no difference. Pure. */
    public static DistinctProcesses of(Collection<ProcessEvidence> ledgers) {
        List<String> contradictions = new ArrayList<>();
        List<DamagedCopy> copies = new ArrayList<>();
        Map<UUID, ProcessEvidence> byProcess = new LinkedHashMap<>();
        for (ProcessEvidence ledger : inOrder(ledgers)) {
            byProcess.merge(ledger.process().uuid(), ledger, (a, b) -> oneOf(a, b, contradictions, copies));
        }
        List<ProcessEvidence> distinct = byProcess.values().stream()
                .sorted(Comparator.comparing(ProcessEvidence::process, BY_START))
                .toList();
        return new DistinctProcesses(distinct, contradictions, copies);
    }

    /** Gives each of them to a sink, what contradicts what, and which damaged ones do not count. */
    public void into(EvidenceSink sink) {
        ledgers.forEach(sink::add);
        contradictions.forEach(sink::addContradiction);
        copies.forEach(sink::addCopy);
    }

    /** Copies of one ledger by their files, so that the same one counts whatever the order in which they are given. */
    private static Collection<ProcessEvidence> inOrder(Collection<ProcessEvidence> ledgers) {
        return ledgers.size() < 2
                ? ledgers
                : ledgers.stream()
                        .sorted(Comparator.comparing(ledger -> ledger.process().file()))
                        .toList();
    }

    private static ProcessEvidence oneOf(
            ProcessEvidence a, ProcessEvidence b, List<String> contradictions, List<DamagedCopy> copies) {
        boolean firstIsLater = isLater(a, b);
        ProcessEvidence later = firstIsLater ? a : b;
        ProcessEvidence earlier = firstIsLater ? b : a;
        if (isSame(a.process(), b.process())) {
            if (hasAllOf(later, earlier)) {
                DamagedCopy.add(earlier, later, copies);
                return later;
            }
            // two readings of a process that runs, between two of its heartbeats
            if (earlier.process().lastSeenAt().equals(later.process().lastSeenAt()) && hasAllOf(earlier, later)) {
                DamagedCopy.add(later, earlier, copies);
                return earlier;
            }
        }
        contradictions.add(earlier.process().file() + " and " + later.process().file()
                + " contradict each other: they name the same process, but one has what the other lacks");
        Map<Site, SiteCounts> most = counts(later);
        for (SiteCounts site : counts(earlier).values()) {
            most.merge(site.site(), site, Counts::most);
        }
        return new ProcessEvidence(
                later.process(),
                rules(later.rules(), earlier.rules()),
                List.copyOf(most.values()),
                union(later.blindSpots(), earlier.blindSpots()),
                union(later.problems(), earlier.problems()),
                facts(later, earlier));
    }

    /** Each rule once; what the earlier ledger says of one that both have is in its policies. */
    private static List<RuleInfo> rules(List<RuleInfo> later, List<RuleInfo> earlier) {
        Map<String, RuleInfo> byId = new LinkedHashMap<>();
        later.forEach(rule -> byId.put(rule.id(), rule));
        earlier.forEach(rule -> byId.putIfAbsent(rule.id(), rule));
        return List.copyOf(byId.values());
    }

    /** What either says: nothing that one of them knows is lost. */
    private static LedgerFacts facts(ProcessEvidence later, ProcessEvidence earlier) {
        LedgerFacts a = later.facts();
        LedgerFacts b = earlier.facts();
        Watch watch = a.watch();
        Map<Site, SiteFacts> sites = new LinkedHashMap<>();
        a.sites().forEach(site -> sites.put(site.site(), site));
        b.sites().forEach(site -> sites.merge(site.site(), site, DistinctProcesses::both));
        return new LedgerFacts(
                new Watch(
                        watch.jvmStartedAt(),
                        watch.beganAt(),
                        watch.attached() || b.watch().attached(),
                        watch.heartbeat(),
                        union(watch.periods(), b.watch().periods()),
                        watch.recorded()),
                union(policies(later), policies(earlier)),
                a.completeness(),
                union(a.clockJumps(), b.clockJumps()),
                List.copyOf(sites.values()),
                union(a.origins(), b.origins()),
                union(a.dropped(), b.dropped()),
                a.program(),
                union(a.references(), b.references()),
                Math.max(a.moreReferences(), b.moreReferences()),
                union(a.standstills(), b.standstills()));
    }

    private static SiteFacts both(SiteFacts a, SiteFacts b) {
        return new SiteFacts(
                a.site(), a.inStaticInitializer() || b.inStaticInitializer(), a.paths(), a.hours(), a.days());
    }

    private static List<PolicyInForce> policies(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        return ledger.facts().policies().isEmpty()
                ? List.of(new PolicyInForce(
                        process.startedAt(),
                        process.lastSeenAt(),
                        process.mode(),
                        process.policyHash(),
                        ledger.rules(),
                        true))
                : ledger.facts().policies();
    }

    private static boolean hasAllOf(ProcessEvidence a, ProcessEvidence b) {
        Map<Site, SiteCounts> had = counts(a);
        return a.blindSpots().containsAll(b.blindSpots())
                && hasAllOf(a.facts(), b.facts())
                && counts(b).values().stream().allMatch(site -> {
                    SiteCounts has = had.get(site.site());
                    return has != null && Counts.contains(has, site);
                });
    }

    private static boolean hasAllOf(LedgerFacts a, LedgerFacts b) {
        return a.clockJumps().containsAll(b.clockJumps())
                && new HashSet<>(a.standstills()).containsAll(b.standstills())
                && a.dropped().containsAll(b.dropped())
                && periods(a).containsAll(periods(b))
                && changes(a).containsAll(changes(b))
                && a.references().containsAll(b.references())
                && a.moreReferences() >= b.moreReferences()
                && initializers(a).containsAll(initializers(b));
    }

    /** The periods without their ends, which move as long as the process runs. */
    private static Set<WatchPeriod> periods(LedgerFacts facts) {
        Set<WatchPeriod> periods = new HashSet<>();
        for (WatchPeriod period : facts.watch().periods()) {
            periods.add(new WatchPeriod(period.state(), period.from(), period.from(), period.reason()));
        }
        return periods;
    }

    /** The policies without their ends. */
    private static Set<PolicyInForce> changes(LedgerFacts facts) {
        Set<PolicyInForce> changes = new HashSet<>();
        for (PolicyInForce policy : facts.policies()) {
            changes.add(new PolicyInForce(
                    policy.since(), policy.since(), policy.mode(), policy.hash(), policy.rules(), policy.complete()));
        }
        return changes;
    }

    private static Set<Site> initializers(LedgerFacts facts) {
        Set<Site> initializers = new HashSet<>();
        for (SiteFacts site : facts.sites()) {
            if (site.inStaticInitializer()) {
                initializers.add(site.site());
            }
        }
        return initializers;
    }

    private static Map<Site, SiteCounts> counts(ProcessEvidence ledger) {
        Map<Site, SiteCounts> counts = new LinkedHashMap<>();
        for (SiteCounts site : ledger.sites()) {
            counts.merge(site.site(), site, Counts::merge);
        }
        return counts;
    }

    private static <T> List<T> union(List<T> a, List<T> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    private static boolean isSame(ProcessInfo a, ProcessInfo b) {
        return a.startedAt().equals(b.startedAt()) && a.pid() == b.pid();
    }

    private static boolean isLater(ProcessEvidence a, ProcessEvidence b) {
        int order = a.process().lastSeenAt().compareTo(b.process().lastSeenAt());
        if (order == 0) {
            order = Integer.compare(b.problems().size(), a.problems().size());
        }
        return order >= 0;
    }
}
