package dev.lastcall.output;

import dev.lastcall.ledger.LedgerSnapshot;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.LedgerSnapshot.SiteCounts;
import dev.lastcall.policy.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the agent says when the process ends: a line for each rule, the rule with most calls first, and the command that
 * prints the report; at most five lines. Pure. Without lambdas, since it runs while the user waits for the end.
 */
public final class ExitSummary {
    private static final int MOST_LINES = 5;
    private static final int MOST_RULE_LINES = MOST_LINES - 1;

    private ExitSummary() {}

    /**
     * The lines, joined by line feeds, with none after the last. Calls are those into deprecated members, without
     * delegation; call sites are those with such a call.
     *
     * @param jar path of lastcall.jar
     * @param ledger path of the ledger's file; empty if there is none
     */
    public static String of(LedgerSnapshot snapshot, String jar, String ledger) {
        List<RuleCounts> rules = count(snapshot);
        int shown = rules.size() <= MOST_RULE_LINES ? rules.size() : MOST_RULE_LINES - 1;
        StringBuilder text = new StringBuilder();
        for (RuleCounts rule : rules.subList(0, shown)) {
            line(rule.text(), text);
        }
        if (shown < rules.size()) {
            line(rest(rules.subList(shown, rules.size())), text);
        }
        line(report(jar, ledger), text);
        return text.toString();
    }

    private static List<RuleCounts> count(LedgerSnapshot snapshot) {
        List<RuleCounts> rules = new ArrayList<>();
        for (RuleInfo rule : snapshot.rules()) {
            RuleCounts counts = new RuleCounts(rule.id());
            for (SiteCounts site : snapshot.sites()) {
                counts.add(site);
            }
            rules.add(counts);
        }
        Collections.sort(rules);
        return rules;
    }

    private static String rest(List<RuleCounts> rules) {
        long calls = 0;
        long blocked = 0;
        for (RuleCounts rule : rules) {
            calls += rule.calls;
            blocked += rule.blocked;
        }
        return "… and " + Amount.of(rules.size(), "more rule") + ": " + Amount.of(calls, "call") + ", " + blocked
                + " blocked";
    }

    private static String report(String jar, String ledger) {
        return ledger.isEmpty()
                ? "no report, since there is no ledger file"
                : "java -jar " + ShellWord.of(jar) + " report " + ShellWord.of(ledger);
    }

    private static void line(String line, StringBuilder text) {
        text.append(text.length() == 0 ? "" : "\n").append("lastcall: ").append(OneLine.of(line));
    }

    /** Sums of one rule; in order of falling number of calls. */
    private static final class RuleCounts implements Comparable<RuleCounts> {
        private final String rule;
        private long calls;
        private long callSites;
        private long blocked;

        RuleCounts(String rule) {
            this.rule = rule;
        }

        void add(SiteCounts site) {
            long own = site.calls() - site.delegated();
            if (own > 0
                    && site.site().role() == Role.DEPRECATED
                    && site.site().rule().equals(rule)) {
                calls += own;
                callSites++;
                blocked += site.blocked();
            }
        }

        String text() {
            return rule + ": " + Amount.of(calls, "call") + " from " + Amount.of(callSites, "call site") + ", "
                    + blocked + " blocked";
        }

        @Override
        public int compareTo(RuleCounts other) {
            return Long.compare(other.calls, calls);
        }
    }
}
