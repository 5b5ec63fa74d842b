package dev.lastcall.verdict;

import dev.lastcall.evidence.HistoryTally;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.verdict.OpenHistory.By;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up when the calls were that a block would refuse, by rule, service and jar. Not thread-safe. */
final class OpenCalls {
    private final Instant now;
    private final Map<Part, HistoryTally> tallies = new HashMap<>();

    private record Part(String rule, By by, String name) {}

    OpenCalls(Instant now) {
        this.now = now;
    }

    /**
     * Adds the calls of one site of one ledger, if one of the rules refuses them.
     *
     * @param facts what the ledger says of the site beside; null if nothing
     */
    void add(ProcessInfo process, SiteKey key, SiteCounts counts, @Nullable SiteFacts facts, List<JudgedSite> judged) {
        boolean open = false;
        for (JudgedSite site : judged) {
            open |= site.openCalls() > 0;
        }
        if (open) {
            String rule = counts.site().rule();
            String jar = key.artifact().isEmpty() ? counts.site().caller().codeSource() : key.artifact();
            tally(rule, By.SERVICE, process.service()).add(counts, facts);
            tally(rule, By.JAR, jar).add(counts, facts);
        }
    }

    private HistoryTally tally(String rule, By by, String name) {
        return tallies.computeIfAbsent(new Part(rule, by, name), part -> new HistoryTally(now));
    }

    /** By rule, services first, by name. */
    List<OpenHistory> histories() {
        List<OpenHistory> histories = new ArrayList<>();
        tallies.forEach(
                (part, tally) -> histories.add(new OpenHistory(part.rule(), part.by(), part.name(), tally.history())));
        histories.sort(Comparator.comparing(OpenHistory::rule)
                .thenComparing(OpenHistory::by)
                .thenComparing(OpenHistory::name));
        return histories;
    }
}
