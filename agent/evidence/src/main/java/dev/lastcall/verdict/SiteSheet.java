package dev.lastcall.verdict;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.HistoryTally;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite.ProcessUse;
import dev.lastcall.verdict.ReportedSite.ReleaseUse;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
import dev.lastcall.verdict.ReportedSite.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a report shows of one distinct call site. Sums stop at the top. Not thread-safe. */
final class SiteSheet {
    /** As many call paths are kept; of each ledger they are different ones. */
    private static final int MOST_PATHS = 3;

    private static final int MOST_CALLERS = 10;

    private static final Comparator<ProcessUse> MOST_CALLS =
            Comparator.comparing(ProcessUse::calls).reversed().thenComparing(ProcessUse::process);

    private static final Comparator<CallPath> EARLIEST = Comparator.comparing(CallPath::call)
            .thenComparing(path -> path.frames().size())
            .thenComparing(path -> path.frames().toString());

    private final SiteKey key;
    private final HistoryTally history;
    private final Map<String, Use> services = new HashMap<>();
    private final TreeSet<String> libraries = new TreeSet<>();
    private SiteCounts example;
    private Treatment treatment = Treatment.PASS;
    private @Nullable AllowEntry entry;
    private boolean initializer;
    private long calls;
    private long open;
    private long allowed;
    private long delegated;
    private long blocked;
    private long allowedThen;
    private long swallowed;
    private long byAgents;
    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private int processes;
    private @Nullable UUID process;
    private long callsOfProcess;
    private final Map<Release, Use> releases = new HashMap<>();
    private final Map<Site, Variation> variants = new HashMap<>();
    private final TreeSet<ProcessUse> callers = new TreeSet<>(MOST_CALLS);
    private List<CallPath> paths = List.of();

    private record Release(String service, String version, String environment) {}

    /** One of its variants. */
    private static final class Variation {
        private final TreeSet<String> versions = new TreeSet<>();
        private String library = "";
        private long calls;
    }

    private static final class Use {
        private final TreeSet<String> versions = new TreeSet<>();
        private long calls;
        private int processes;
        private @Nullable UUID latest;

        private void add(ProcessInfo process, long more) {
            calls = Calls.sum(calls, more);
            if (!process.uuid().equals(latest)) {
                latest = process.uuid();
                processes++;
            }
        }
    }

    SiteSheet(SiteKey key, SiteCounts example, Instant now) {
        this.key = key;
        this.example = example;
        this.history = new HistoryTally(now);
    }

    /**
     * @param facts what the ledger says of the site beside; null if nothing
     * @param judged what the rules of the policy asked about make of it
     * @param library that the caller is in; empty if not known
     */
    void add(
            ProcessInfo process,
            SiteCounts counts,
            @Nullable SiteFacts facts,
            List<JudgedSite> judged,
            String library) {
        example = TalliedSite.better(example, counts);
        initializer |= facts != null && facts.inStaticInitializer();
        calls = Calls.sum(calls, counts.calls());
        blocked = Calls.sum(blocked, counts.blocked());
        allowedThen = Calls.sum(allowedThen, counts.allowed());
        swallowed = Calls.sum(swallowed, Counts.swallowed(counts));
        byAgents = Calls.sum(byAgents, counts.byAgents());
        if (!counts.isSilent()) {
            first = first.equals(Instant.EPOCH) || counts.firstSeen().isBefore(first) ? counts.firstSeen() : first;
            last = Timeline.later(last, counts.lastSeen());
            history.add(counts, facts);
        }
        if (!library.isEmpty()) {
            libraries.add(library);
        }
        addUse(process, counts);
        addVariant(process, counts, library);
        if (facts != null && !facts.paths().isEmpty()) {
            addPaths(facts.paths());
        }
        JudgedSite decisive = decisive(judged);
        if (decisive != null) {
            addJudged(decisive);
        }
    }

    /** A process may have several variants of the site: it is one process. */
    private void addUse(ProcessInfo of, SiteCounts counts) {
        Use use = services.computeIfAbsent(of.service(), service -> new Use());
        use.add(of, counts.calls());
        if (!of.version().isEmpty()) {
            use.versions.add(of.version());
        }
        releases.computeIfAbsent(new Release(of.service(), of.version(), of.environment()), release -> new Use())
                .add(of, counts.calls());
        if (!of.uuid().equals(process)) {
            noteProcess();
            process = of.uuid();
            callsOfProcess = 0;
            processes++;
        }
        callsOfProcess = Calls.sum(callsOfProcess, counts.calls());
    }

    private void noteProcess() {
        if (process != null && callsOfProcess > 0) {
            callers.add(new ProcessUse(process, callsOfProcess));
            if (callers.size() > MOST_CALLERS) {
                callers.pollLast();
            }
        }
    }

    private void addVariant(ProcessInfo of, SiteCounts counts, String library) {
        Variation variant = variants.computeIfAbsent(counts.site(), site -> new Variation());
        variant.calls = Calls.sum(variant.calls, counts.calls());
        // of a jar that was replaced under its name, always the same one, whatever is read first
        variant.library = variant.library.compareTo(library) < 0 ? library : variant.library;
        if (!of.version().isEmpty()) {
            variant.versions.add(of.version());
        }
    }

    /** Of equal paths the earliest call. */
    private void addPaths(List<CallPath> more) {
        List<CallPath> all = new ArrayList<>(paths);
        all.addAll(more);
        all.sort(EARLIEST);
        List<CallPath> kept = new ArrayList<>(MOST_PATHS);
        for (CallPath path : all) {
            if (kept.size() < MOST_PATHS
                    && kept.stream().noneMatch(known -> known.frames().equals(path.frames()))) {
                kept.add(path);
            }
        }
        paths = kept;
    }

    /** Of several rules that list the target, one that refuses is enough. */
    private static @Nullable JudgedSite decisive(List<JudgedSite> judged) {
        JudgedSite decisive = null;
        for (JudgedSite site : judged) {
            if (decisive == null || treatment(site).compareTo(treatment(decisive)) < 0) {
                decisive = site;
            }
        }
        return decisive;
    }

    private static Treatment treatment(JudgedSite site) {
        if (site.isOpen()) {
            // of an old ledger it is only known that somebody let all of them pass
            return site.openCalls() == 0 && site.letPass() > 0 ? Treatment.ALLOW : Treatment.REFUSE;
        }
        if (site.tally() == CountedAs.DELEGATION) {
            return Treatment.DELEGATE;
        }
        return site.role() == Role.DEPRECATED ? Treatment.ALLOW : Treatment.PASS;
    }

    private void addJudged(JudgedSite site) {
        Treatment one = treatment(site);
        treatment = one.compareTo(treatment) < 0 ? one : treatment;
        open = Calls.sum(open, site.openCalls());
        delegated = Calls.sum(delegated, site.delegated());
        allowed = Calls.sum(allowed, site.isOpen() ? site.letPass() : one == Treatment.ALLOW ? site.calls() : 0);
        AllowEntry by = site.allowedBy();
        if (one == Treatment.ALLOW && by != null) {
            entry = TalliedSite.first(entry, by);
        }
    }

    ReportedSite site() {
        Comparator<ServiceUse> mostFirst =
                Comparator.comparing(ServiceUse::calls).reversed().thenComparing(ServiceUse::service);
        List<ServiceUse> uses = new ArrayList<>();
        services.forEach((service, use) ->
                uses.add(new ServiceUse(service, use.calls, use.processes, List.copyOf(use.versions))));
        uses.sort(mostFirst);
        noteProcess();
        return new ReportedSite(
                example.site().rule(),
                example.site().role(),
                key,
                example.site(),
                treatment,
                entry,
                initializer || example.site().caller().method().equals("<clinit>"),
                calls,
                open,
                allowed,
                delegated,
                blocked,
                allowedThen,
                swallowed,
                byAgents,
                first,
                last,
                uses,
                List.copyOf(libraries),
                history.history(),
                processes,
                releaseUses(),
                List.copyOf(callers),
                variants(),
                paths);
    }

    private List<ReleaseUse> releaseUses() {
        List<ReleaseUse> uses = new ArrayList<>();
        releases.forEach((release, use) -> uses.add(
                new ReleaseUse(release.service(), release.version(), release.environment(), use.calls, use.processes)));
        uses.sort(Comparator.comparing(ReleaseUse::calls)
                .reversed()
                .thenComparing(ReleaseUse::service)
                .thenComparing(ReleaseUse::version)
                .thenComparing(ReleaseUse::environment));
        return uses;
    }

    private List<Variant> variants() {
        List<Variant> all = new ArrayList<>();
        variants.forEach((site, variant) ->
                all.add(new Variant(site, variant.library, variant.calls, List.copyOf(variant.versions))));
        all.sort(Comparator.comparing(Variant::calls)
                .reversed()
                .thenComparing(variant -> variant.site().caller().line())
                .thenComparing(variant -> variant.site().toString()));
        return all;
    }
}
