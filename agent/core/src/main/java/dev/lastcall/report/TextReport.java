package dev.lastcall.report;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.evidence.RuleUse;
import dev.lastcall.evidence.RuleUse.Expired;
import dev.lastcall.evidence.ScopeTotals;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.UsePattern;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Signatures;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The report for people: the dual scopes, then rule by rule the call sites to migrate, then what the evidence rests on,
 * and the verdict at the end. No colours; line feeds; ASCII but for names and messages of the application. Pure.
 */
public final class TextReport {
    /** So many unused or expired entries of one sort are listed for a rule. */
    private static final int MOST_LISTED = 10;

    private final Report report;
    private final Evidence evidence;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
        this.evidence = report.evidence();
    }

    /** The whole report, with a line feed at its end. */
    public static String of(Report report) {
        TextReport text = new TextReport(report);
        text.summary();
        text.dualScopes();
        Map<String, List<SiteCounts>> sites = report.evidence().sitesByRule();
        report.evidence().rules().forEach(rule -> text.rule(rule, sites.getOrDefault(rule.id(), List.of())));
        text.processes();
        text.blindSpots();
        text.problems();
        text.out.append("\nVERDICT ").append(VerdictText.of(report.verdict()));
        return text.out.toString();
    }

    private void summary() {
        long calls = sum(evidence.sites(), SiteCounts::calls);
        line("LASTCALL REPORT of " + Words.time(report.generatedAt()));
        line(Words.count(evidence.processes().size(), "process", "processes") + ", "
                + Words.count(evidence.rules().size(), "rule") + ", "
                + Words.count(calls, "call") + " at "
                + Words.count(where(evidence.sites(), site -> site.calls() > 0).size(), "call site"));
    }

    private void dualScopes() {
        List<ScopeTotals> dual = evidence.scopes().stream()
                .filter(scope -> scope.pattern() == UsePattern.DUAL)
                .sorted(Comparator.comparing(ScopeTotals::rule).thenComparing(ScopeTotals::scope))
                .toList();
        heading("DUAL SCOPES: where deprecated and canonical members were both called");
        if (dual.isEmpty()) {
            line("  none");
            return;
        }
        Table table = new Table("  ", "scope", ">deprecated", ">canonical", "rule", "name");
        for (ScopeTotals scope : dual) {
            table.row(
                    scope.scope().label(),
                    Words.number(scope.deprecatedCalls()),
                    Words.number(scope.canonicalCalls()),
                    scope.rule(),
                    scope.name());
        }
        table.appendTo(out);
    }

    private void rule(RuleTotals rule, List<SiteCounts> sites) {
        heading("RULE " + rule.id() + ": " + rule.pattern().label() + ", mode " + rule.mode());
        if (!rule.message().isBlank()) {
            out.append(Words.wrapped("  ", "  ", rule.message()));
        }
        toMigrate(sites);
        allowed(sites);
        delegated(sites);
        byAgents(sites);
        canonical(rule, sites);
        neverCalled(rule);
        unused(rule.use());
        expired(rule.use().expired());
    }

    private void toMigrate(List<SiteCounts> sites) {
        List<SiteCounts> open = where(sites, site -> Counts.open(site) > 0);
        if (open.isEmpty()) {
            line("  To migrate: no call was seen");
            return;
        }
        long blocked = sum(open, SiteCounts::blocked);
        line("  To migrate: " + calls(open, Counts::open)
                + (blocked > 0 ? ", " + Words.number(blocked) + " blocked" : ""));
        siteTable(open);
    }

    private void allowed(List<SiteCounts> sites) {
        List<SiteCounts> allowed = where(sites, site -> site.allowed() > 0);
        if (!allowed.isEmpty()) {
            line("  Allowed: " + calls(allowed, SiteCounts::allowed));
            siteTable(where(allowed, site -> Counts.open(site) == 0));
        }
    }

    private void delegated(List<SiteCounts> sites) {
        List<SiteCounts> delegated = where(sites, site -> site.delegated() > 0);
        if (!delegated.isEmpty()) {
            line("  Delegated: " + calls(delegated, SiteCounts::delegated)
                    + " (between the rule's own deprecated and canonical classes)");
        }
    }

    private void byAgents(List<SiteCounts> sites) {
        List<SiteCounts> byAgents = where(sites, site -> site.byAgents() > 0);
        if (!byAgents.isEmpty()) {
            line("  Made by other agents: " + calls(byAgents, SiteCounts::byAgents) + " (no finding, and not refused)");
        }
    }

    private void canonical(RuleTotals rule, List<SiteCounts> sites) {
        if (rule.hasCanonical() || rule.canonicalCalls() > 0) {
            List<SiteCounts> canonical =
                    where(sites, site -> site.site().role() == Role.CANONICAL && Counts.undelegated(site) > 0);
            line("  Canonical: " + calls(canonical, Counts::undelegated));
        } else {
            line("  Canonical: the rule names none");
        }
    }

    private void neverCalled(RuleTotals rule) {
        int deprecated = rule.deprecatedSitesNeverCalled();
        int canonical = rule.canonicalSitesNeverCalled();
        if (deprecated + canonical > 0) {
            line("  Never called: " + Words.count(deprecated + canonical, "woven call site") + " ("
                    + Words.number(deprecated) + " deprecated, " + Words.number(canonical) + " canonical)");
        }
    }

    private void unused(RuleUse use) {
        List<String> parts = new ArrayList<>();
        if (!use.unmatched().isEmpty()) {
            parts.add(Words.count(use.unmatched().size(), "signature") + " matched nothing");
        }
        if (!use.unused().isEmpty()) {
            parts.add(Words.count(use.unused().size(), "allow entry", "allow entries") + " never used");
        }
        if (parts.isEmpty()) {
            return;
        }
        line("  Unused: " + String.join(", ", parts));
        listed(use.unmatched().stream()
                .map(text -> text + ": matched nothing" + hint(text))
                .toList());
        listed(use.unused().stream()
                .map(entry -> entry.callers() + ": never used (" + entry.reason() + ')')
                .toList());
    }

    /** What a signature may mean instead of what it says. */
    private static String hint(String signature) {
        try {
            String hint = Hints.of(Signatures.parse(signature));
            return hint == null ? "" : "; it " + hint;
        } catch (InvalidSignatureException ofAnotherVersion) {
            return "";
        }
    }

    private void expired(List<Expired> expired) {
        if (!expired.isEmpty()) {
            line("  Expired: " + Words.count(expired.size(), "allow entry", "allow entries"));
            listed(expired.stream().map(TextReport::expired).toList());
        }
    }

    private static String expired(Expired expired) {
        AllowInfo entry = expired.entry();
        return entry.callers() + ": expired " + entry.expires()
                + (expired.openCalls() > 0 ? ", " + Words.count(expired.openCalls(), "call") + " not allowed" : "")
                + " (" + entry.reason() + ')';
    }

    /** The first of them: a signature file may hold thousands, and few of them ever match. */
    private void listed(List<String> sentences) {
        for (String sentence : sentences.subList(0, Math.min(MOST_LISTED, sentences.size()))) {
            out.append(Words.wrapped("    ", "      ", sentence));
        }
        if (sentences.size() > MOST_LISTED) {
            line("    and " + Words.number(sentences.size() - MOST_LISTED) + " more; the JSON report lists all");
        }
    }

    private void siteTable(List<SiteCounts> sites) {
        if (sites.isEmpty()) {
            return;
        }
        Table table = new Table("    ", ">calls", ">blocked", ">allowed", "kind", "call site");
        for (SiteCounts counts : sites) {
            table.row(
                    Words.number(counts.calls()),
                    Words.number(counts.blocked()),
                    Words.number(counts.allowed()),
                    counts.site().kind().label(),
                    counts.site().caller().asStackFrame());
            table.more("-> " + counts.site().target().asReference());
            swallowed(counts, table);
            table.more(when(counts) + origin(counts));
        }
        table.appendTo(out);
    }

    private static void swallowed(SiteCounts counts, Table table) {
        long swallowed = Counts.swallowed(counts);
        if (swallowed > 0) {
            table.more(Words.count(swallowed, "refusal") + " swallowed: for the caller the enum has no constants");
        }
    }

    private static String when(SiteCounts counts) {
        return "first " + Words.time(counts.firstSeen()) + ", last " + Words.time(counts.lastSeen());
    }

    private static String origin(SiteCounts counts) {
        String codeSource = counts.site().caller().codeSource();
        return codeSource.isEmpty() ? "" : ", in " + codeSource;
    }

    private void processes() {
        heading("PROCESSES");
        if (evidence.processes().isEmpty()) {
            line("  none");
            return;
        }
        Table table = new Table(
                "  ",
                "mode",
                "state",
                "started",
                "last seen",
                ">woven",
                ">of classes",
                "version",
                "environment",
                "process");
        for (NamedProcess process : evidence.processes()) {
            ProcessInfo info = process.info();
            table.row(
                    info.mode(),
                    info.state().name().toLowerCase(Locale.ROOT),
                    Words.time(info.startedAt()),
                    Words.time(info.lastSeenAt()),
                    Words.number(info.classesWoven()),
                    Words.number(info.classesSeen()),
                    orDash(info.version()),
                    orDash(info.environment()),
                    process.name());
        }
        table.appendTo(out);
    }

    private void blindSpots() {
        if (evidence.blindSpots().isEmpty()) {
            return;
        }
        heading("BLIND SPOTS: what could not be watched");
        Table table = new Table("  ", "class", "reason");
        for (BlindSpot spot : evidence.blindSpots()) {
            table.row(spot.className(), spot.reason());
        }
        table.appendTo(out);
    }

    private void problems() {
        if (evidence.problems().isEmpty()) {
            return;
        }
        heading("PROBLEMS: ledgers that could not be read, wholly or in part");
        evidence.problems().forEach(problem -> out.append(item(problem)));
    }

    private static String item(String sentence) {
        return Words.wrapped("  - ", "    ", sentence);
    }

    private static List<SiteCounts> where(List<SiteCounts> sites, Predicate<SiteCounts> condition) {
        return sites.stream().filter(condition).toList();
    }

    private static String calls(List<SiteCounts> sites, ToLongFunction<SiteCounts> part) {
        return Words.count(sum(sites, part), "call") + " at " + Words.count(sites.size(), "call site");
    }

    private static long sum(List<SiteCounts> sites, ToLongFunction<SiteCounts> part) {
        return sites.stream().mapToLong(part).reduce(0, Counts::plus);
    }

    private static String orDash(String label) {
        return label.isEmpty() ? "-" : label;
    }

    private void heading(String text) {
        out.append('\n');
        line(text);
    }

    private void line(String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
