package dev.lastcall.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Adds up the evidence of many processes, one ledger at a time: memory follows the distinct call sites, rules and
 * processes, not the ledgers. The order of the ledgers makes no difference. Not thread-safe.
 */
public final class EvidenceFold implements EvidenceSink {
    private static final String OVERFULL =
            "the counters of all ledgers add up to more calls than there can be: sums stop there, and are wrong";

    private final List<ProcessInfo> processes = new ArrayList<>();
    private final RuleTally rules = new RuleTally();
    private final ScopeTally scopes = new ScopeTally();
    private final Map<Site, SiteCounts> sites = new LinkedHashMap<>();
    private final Set<BlindSpot> blindSpots = new LinkedHashSet<>();
    private final Set<String> unread = new TreeSet<>();
    private final Set<String> contradictions = new TreeSet<>();
    private final Map<UUID, List<String>> problems = new HashMap<>();

    @Override
    public void add(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        processes.add(process);
        rules.add(ledger);
        scopes.add(process, ledger.sites());
        for (SiteCounts site : ledger.sites()) {
            sites.merge(site.site(), site, Counts::merge);
        }
        blindSpots.addAll(ledger.blindSpots());
        for (String problem : ledger.problems()) {
            problems.computeIfAbsent(process.uuid(), uuid -> new ArrayList<>(1))
                    .add(problem.contains(process.file()) ? problem : process.file() + ": " + problem);
        }
    }

    @Override
    public void addUnread(String sentence) {
        unread.add(sentence);
    }

    @Override
    public void addContradiction(String sentence) {
        contradictions.add(sentence);
    }

    /** It adds nothing: who judges says so. */
    @Override
    public void addCopy(DamagedCopy copy) {}

    /**
     * All that was taken in so far.
     *
     * @param today decides which allow entries are expired
     */
    public Evidence evidence(LocalDate today) {
        List<ProcessInfo> byStart =
                processes.stream().sorted(DistinctProcesses.BY_START).toList();
        List<NamedProcess> named = NamedProcess.nameAll(byStart);
        List<SiteCounts> all = new ArrayList<>(sites.values());
        return new Evidence(
                named,
                rules.totals(all, today),
                called(all, rules.order()),
                scopes.totals(named),
                blindSpots.stream()
                        .sorted(Comparator.comparing(BlindSpot::className).thenComparing(BlindSpot::reason))
                        .toList(),
                problems(byStart, all));
    }

    private static List<SiteCounts> called(List<SiteCounts> sites, List<String> rules) {
        Map<String, Integer> place = new HashMap<>();
        for (String rule : rules) {
            place.put(rule, place.size());
        }
        Comparator<SiteCounts> order = Comparator.comparing(
                        (SiteCounts s) -> place.getOrDefault(s.site().rule(), -1))
                .thenComparing(s -> s.site().role())
                .thenComparing(SiteCounts::calls, Comparator.reverseOrder())
                .thenComparing(s -> s.site().caller().asStackFrame())
                .thenComparing(s -> s.site().toString());
        return sites.stream().filter(s -> !s.isSilent()).sorted(order).toList();
    }

    private List<String> problems(List<ProcessInfo> byStart, List<SiteCounts> all) {
        Set<String> sentences = new LinkedHashSet<>(unread);
        sentences.addAll(contradictions);
        for (ProcessInfo process : byStart) {
            sentences.addAll(problems.getOrDefault(process.uuid(), List.of()));
        }
        if (all.stream().anyMatch(Counts::isFull)
                || all.stream().mapToLong(SiteCounts::calls).reduce(0, Counts::plus) == Long.MAX_VALUE) {
            sentences.add(OVERFULL);
        }
        return new ArrayList<>(sentences);
    }

    /**
     * Merges what was read; the order of the ledgers does not matter. Of two copies of one process's ledger the later
     * one counts, since a ledger only grows; if the earlier one has calls that the later has not, or is of another
     * process, one of them is damaged or forged: that is a problem, and all calls of both count.
     *
     * @param unread one sentence for each ledger that could not be read
     * @param today decides which allow entries are expired
     */
    public static Evidence merge(Collection<ProcessEvidence> ledgers, List<String> unread, LocalDate today) {
        EvidenceFold fold = new EvidenceFold();
        unread.forEach(fold::addUnread);
        DistinctProcesses.of(ledgers).into(fold);
        return fold.evidence(today);
    }
}
