package dev.lastcall.evidence;

import dev.lastcall.evidence.RuleUse.Expired;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * May the deprecated code go? Three-valued: who saw nothing does not know.
 *
 * @param reasons what the result rests on, one sentence each; never empty
 */
public record Verdict(Result result, List<String> reasons) {
    /** So many blind spots or processes are named in one reason; the report names all. */
    private static final int NAMED_IN_A_REASON = 3;

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The three answers. */
    public enum Result {
        /** Nobody calls deprecated code but those who may, and there is evidence of that. */
        GO("GO"),
        /** Someone does. */
        NO_GO("NO-GO"),
        /** The evidence does not suffice for either. */
        UNKNOWN("UNKNOWN");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        /** The word that reports use. */
        public String label() {
            return label;
        }
    }

    /** Judges. A finding outweighs every gap in the evidence; a gap outweighs everything else. Pure. */
    public static Verdict on(Evidence evidence) {
        List<String> findings = findings(evidence);
        if (!findings.isEmpty()) {
            return new Verdict(Result.NO_GO, findings);
        }
        List<String> gaps = gaps(evidence);
        if (!gaps.isEmpty()) {
            return new Verdict(Result.UNKNOWN, gaps);
        }
        return new Verdict(Result.GO, support(evidence));
    }

    private static List<String> findings(Evidence evidence) {
        List<String> findings = new ArrayList<>();
        Map<String, List<SiteCounts>> sites = evidence.sitesByRule();
        for (RuleTotals rule : evidence.rules()) {
            List<SiteCounts> open = sites.getOrDefault(rule.id(), List.of()).stream()
                    .filter(site -> Counts.open(site) > 0)
                    .sorted(Comparator.comparing(Counts::open).reversed())
                    .toList();
            if (!open.isEmpty()) {
                findings.add(rule.id() + ": " + finding(open));
                addExpired(findings, rule);
            }
        }
        return findings;
    }

    /** Calls of callers that were once allowed: who reads the verdict need not look for a new caller. */
    private static void addExpired(List<String> findings, RuleTotals rule) {
        for (Expired expired : rule.use().expired()) {
            if (expired.openCalls() > 0) {
                findings.add(rule.id() + ": of these, "
                        + Words.count(expired.openCalls(), "call") + " by "
                        + expired.entry().callers()
                        + ", whose allow entry expired " + expired.entry().expires());
            }
        }
    }

    private static String finding(List<SiteCounts> open) {
        long calls = open.stream().mapToLong(Counts::open).reduce(0, Counts::plus);
        long blocked = open.stream().mapToLong(SiteCounts::blocked).reduce(0, Counts::plus);
        SiteCounts top = open.get(0);
        String where = top.site().caller().asStackFrame();
        return Words.count(calls, "deprecated call") + " at " + Words.count(open.size(), "call site")
                + (blocked > 0 ? " (" + Words.number(blocked) + " blocked)" : "")
                + (open.size() == 1 ? ": " + where : ", most at " + where + ": " + Words.number(Counts.open(top)));
    }

    private static List<String> gaps(Evidence evidence) {
        List<String> gaps = new ArrayList<>(evidence.problems());
        if (evidence.processes().isEmpty()) {
            gaps.add("no process has reported: there is no ledger to judge");
            return gaps;
        }
        if (evidence.rules().isEmpty()) {
            gaps.add("no process ran under a rule");
        }
        for (NamedProcess process : evidence.processes()) {
            if (Mode.of(process.info().mode()) == Mode.OFF) {
                gaps.add(process.name() + " ran in mode off: it saw nothing");
            }
        }
        addPolicies(gaps, evidence);
        addBlindSpots(gaps, evidence.blindSpots());
        for (RuleTotals rule : evidence.rules()) {
            if (rule.sawNothing()) {
                gaps.add(rule.id() + ": no call was seen, neither deprecated nor canonical; silence is no evidence");
            }
        }
        return gaps;
    }

    private static void addPolicies(List<String> gaps, Evidence evidence) {
        Map<String, List<String>> processesByHash = new LinkedHashMap<>();
        for (NamedProcess process : evidence.processes()) {
            processesByHash
                    .computeIfAbsent(process.info().policyHash(), hash -> new ArrayList<>())
                    .add(process.name());
        }
        if (processesByHash.size() > 1) {
            String examples = processesByHash.values().stream()
                    .limit(2)
                    .map(names -> names.get(0))
                    .collect(Collectors.joining(" and "));
            gaps.add("processes ran under " + processesByHash.size() + " different policies, such as " + examples);
        }
    }

    private static void addBlindSpots(List<String> gaps, List<BlindSpot> spots) {
        if (!spots.isEmpty()) {
            List<String> named = spots.stream()
                    .map(spot -> spot.className() + " (" + spot.reason() + ')')
                    .toList();
            gaps.add(Words.count(spots.size(), "blind spot") + ": " + Words.some(named, NAMED_IN_A_REASON));
        }
    }

    private static List<String> support(Evidence evidence) {
        List<String> support = new ArrayList<>();
        List<String> names =
                evidence.processes().stream().map(NamedProcess::name).toList();
        support.add(Words.count(names.size(), "process", "processes") + " reported under one policy: "
                + Words.some(names, NAMED_IN_A_REASON));
        Map<String, List<SiteCounts>> sites = evidence.sitesByRule();
        for (RuleTotals rule : evidence.rules()) {
            support.add(rule.id() + ": " + support(rule, sites.getOrDefault(rule.id(), List.of())));
        }
        return support;
    }

    private static String support(RuleTotals rule, List<SiteCounts> sites) {
        long canonicalSites = sites.stream()
                .filter(s -> s.site().role() == Role.CANONICAL && s.calls() > 0)
                .count();
        StringBuilder text = new StringBuilder(Words.count(rule.canonicalCalls(), "canonical call"));
        if (canonicalSites > 0) {
            text.append(" at ").append(Words.count(canonicalSites, "call site"));
        }
        text.append(", ").append(Words.count(rule.allowedCalls(), "allowed call"));
        if (rule.delegatedCalls() > 0) {
            text.append(", ").append(Words.number(rule.delegatedCalls())).append(" delegated");
        }
        return text.append(", no other deprecated call").toString();
    }
}
