package dev.lastcall.verdict;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.HistoryTally;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
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

    private static final class Use {
        private final TreeSet<String> versions = new TreeSet<>();
        private long calls;
        private int processes;
        private @Nullable UUID latest;
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
        JudgedSite decisive = decisive(judged);
        if (decisive != null) {
            addJudged(decisive);
        }
    }

    /** A process may have several variants of the site: it is one process. */
    private void addUse(ProcessInfo process, SiteCounts counts) {
        Use use = services.computeIfAbsent(process.service(), service -> new Use());
        use.calls = Calls.sum(use.calls, counts.calls());
        if (!process.uuid().equals(use.latest)) {
            use.latest = process.uuid();
            use.processes++;
        }
        if (!process.version().isEmpty()) {
            use.versions.add(process.version());
        }
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
                history.history());
    }
}
