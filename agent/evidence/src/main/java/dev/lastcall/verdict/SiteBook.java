package dev.lastcall.verdict;

import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.evidence.SiteKeys;
import dev.lastcall.policy.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distinct call sites of all processes with all that a report shows of them, one ledger at a time. Sites stay under
 * the rules that counted them; what a block would do with them is judged by the policy asked about. Not thread-safe.
 */
final class SiteBook {
    private static final Comparator<ReportedSite> ORDER = Comparator.comparing(ReportedSite::rule)
            .thenComparing(ReportedSite::role)
            .thenComparing(ReportedSite::openCalls, Comparator.reverseOrder())
            .thenComparing(ReportedSite::calls, Comparator.reverseOrder())
            .thenComparing(site -> !site.inStaticInitializer())
            .thenComparing(site -> site.key().callerClass())
            .thenComparing(site -> site.key().callerMethod())
            .thenComparing(site -> site.key().callerDescriptor())
            .thenComparing(site -> site.key().target().asReference())
            .thenComparing(site -> site.key().toString());

    private final Question question;
    private final PolicyView view;
    private final SiteKeys keys = new SiteKeys();
    private final Map<Key, SiteSheet> sheets = new HashMap<>();
    private final OpenCalls open;

    private record Key(String rule, Role role, SiteKey site) {}

    SiteBook(Question question) {
        this.question = question;
        this.view = new PolicyView(question.policy(), question.day(), question.purpose());
        this.open = new OpenCalls(question.now());
    }

    void add(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        Set<String> asTheyRan = view.rulesAsTheyRan(ledger);
        Map<Site, SiteFacts> facts = new HashMap<>();
        for (SiteFacts more : ledger.facts().sites()) {
            facts.put(more.site(), more);
        }
        Map<String, String> libraries = new HashMap<>();
        for (CodeOrigin origin : ledger.facts().origins()) {
            libraries.put(origin.codeSource(), coordinates(origin));
        }
        for (SiteCounts counts : ledger.sites()) {
            if (counts.isSilent() && view.isLeftOut(counts)) {
                continue;
            }
            Site site = counts.site();
            SiteKey key = keys.of(site);
            SiteSheet sheet = sheets.computeIfAbsent(
                    new Key(site.rule(), site.role(), key), k -> new SiteSheet(key, counts, question.now()));
            List<JudgedSite> judged = view.judge(counts, asTheyRan);
            SiteFacts beside = facts.get(site);
            sheet.add(
                    process,
                    counts,
                    beside,
                    judged,
                    libraries.getOrDefault(site.caller().codeSource(), ""));
            open.add(process, key, counts, beside, judged);
        }
    }

    private static String coordinates(CodeOrigin origin) {
        String library = origin.group().isEmpty() ? origin.artifact() : origin.group() + ':' + origin.artifact();
        return library.isEmpty() || origin.version().isEmpty() ? library : library + ':' + origin.version();
    }

    /** By rule, the deprecated side first, then by calls that a block would refuse, and by calls. */
    List<ReportedSite> sites() {
        return sheets.values().stream().map(SiteSheet::site).sorted(ORDER).toList();
    }

    /** When the calls were that a block would refuse. */
    List<OpenHistory> openCalls() {
        return open.histories();
    }
}
