package dev.lastcall.console;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ExpiredAllow;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.RuleUse;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.LocalDayClock;
import dev.lastcall.policy.Role;
import dev.lastcall.text.OneLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says when the process ends: a line for each rule, the rule with most calls first, and the command that
 * prints the report; at most five lines. Pure. Without lambdas, since it runs while the user waits for the end.
 */
public final class ExitSummary {
    private static final int MOST_LINES = 5;
    private static final int MOST_RULE_LINES = MOST_LINES - 1;
    /** So many signatures or entries are named; of more only the number is given, and the report names them. */
    private static final int MOST_NAMES = 2;

    private ExitSummary() {}

    /**
     * The lines, joined by line feeds, with none after the last. Calls are those into deprecated members, without
     * delegation; call sites are those with such a call. Signatures and allow entries that came to nothing stand behind
     * them, by name if they are few; an entry is expired if it was so when the process was last seen, on the clock of
     * the process's time zone.
     *
     * @param jar path of lastcall.jar
     * @param ledger path of the ledger's file; empty if there is none
     */
    public static String of(ProcessEvidence snapshot, String jar, String ledger) {
        return of(snapshot, 0, "", jar, ledger);
    }

    /**
     * As above, with a line that says how many calls the ledger's file could not keep.
     *
     * @param notKept calls that are not in the file
     * @param why the file could not grow
     */
    public static String of(ProcessEvidence snapshot, long notKept, String why, String jar, String ledger) {
        long lastSeen = snapshot.process().lastSeenAt().toEpochMilli();
        String loss =
                notKept == 0 || ledger.isEmpty() ? "" : OneLine.count(notKept, "call") + " not in the ledger: " + why;
        return of(snapshot.rules(), snapshot.sites(), lastSeen, loss, jar, ledger);
    }

    /** As {@link #of(ProcessEvidence, String, String)}, of a process in which nothing listed was there to be called. */
    public static String ofNoSite(List<RuleInfo> rules, long lastSeenMillis, String jar, String ledger) {
        return of(rules, List.of(), lastSeenMillis, "", jar, ledger);
    }

    private static String of(
            List<RuleInfo> known, List<SiteCounts> sites, long lastSeenMillis, String loss, String jar, String ledger) {
        List<RuleCounts> rules = count(known, sites, today(known, lastSeenMillis));
        int most = loss.isEmpty() ? MOST_RULE_LINES : MOST_RULE_LINES - 1;
        int shown = rules.size() <= most ? rules.size() : most - 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            line(rules.get(i).text(), text);
        }
        if (shown < rules.size()) {
            line(rest(rules.subList(shown, rules.size())), text);
        }
        if (!loss.isEmpty()) {
            line(loss, text);
        }
        line(report(jar, ledger), text);
        return text.toString();
    }

    /** Null if no entry of any rule expires: to ask for the day loads the JDK's time zones. */
    private static @Nullable LocalDate today(List<RuleInfo> rules, long lastSeenMillis) {
        for (RuleInfo rule : rules) {
            if (rule.expires()) {
                return LocalDayClock.dayOf(lastSeenMillis);
            }
        }
        return null;
    }

    private static List<RuleCounts> count(List<RuleInfo> known, List<SiteCounts> sites, @Nullable LocalDate today) {
        List<RuleCounts> rules = new ArrayList<>();
        for (RuleInfo rule : known) {
            RuleCounts counts = new RuleCounts(rule.id(), RuleUse.of(rule, sites, today));
            for (SiteCounts site : sites) {
                counts.add(site);
            }
            rules.add(counts);
        }
        if (rules.size() > 1) {
            Collections.sort(rules);
        }
        return rules;
    }

    private static String rest(List<RuleCounts> rules) {
        long calls = 0;
        long blocked = 0;
        List<RuleUse> uses = new ArrayList<>();
        for (RuleCounts rule : rules) {
            calls = Calls.sum(calls, rule.calls);
            blocked = Calls.sum(blocked, rule.blocked);
            uses.add(rule.use);
        }
        return "… and " + OneLine.count(rules.size(), "more rule") + ": " + OneLine.count(calls, "call") + ", "
                + blocked + " blocked" + vain(uses);
    }

    private static String report(String jar, String ledger) {
        return ledger.isEmpty()
                ? "no report, since there is no ledger file"
                : "java -jar " + ShellWord.of(jar) + " report " + ShellWord.of(ledger);
    }

    private static void line(String line, StringBuilder text) {
        text.append(text.length() == 0 ? "" : "\n").append("lastcall: ").append(OneLine.of(line));
    }

    /** What of some rules came to nothing, to be appended to a line. */
    private static String vain(List<RuleUse> uses) {
        List<String> unmatched = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<String> expired = new ArrayList<>();
        for (RuleUse use : uses) {
            unmatched.addAll(use.unmatched());
            for (AllowInfo entry : use.unused()) {
                unused.add(entry.callers());
            }
            for (ExpiredAllow entry : use.expired()) {
                expired.add(entry.entry().callers());
            }
        }
        return vain(unmatched, "signature", "signatures", "matched nothing")
                + vain(unused, "allow entry", "allow entries", "never used")
                + vain(expired, "allow entry", "allow entries", "expired");
    }

    private static String vain(List<String> names, String one, String many, String what) {
        if (names.isEmpty()) {
            return "";
        }
        String count = ", " + names.size() + " " + (names.size() == 1 ? one : many) + " " + what;
        return names.size() > MOST_NAMES ? count : count + " (" + String.join("; ", names) + ")";
    }

    /** Sums of one rule; in order of falling number of calls. */
    private static final class RuleCounts implements Comparable<RuleCounts> {
        private final String id;
        private final RuleUse use;
        private long calls;
        private long callSites;
        private long blocked;

        RuleCounts(String id, RuleUse use) {
            this.id = id;
            this.use = use;
        }

        void add(SiteCounts site) {
            long own = site.calls() - site.delegated();
            if (own > 0
                    && site.site().role() == Role.DEPRECATED
                    && site.site().rule().equals(id)) {
                calls = Calls.sum(calls, own);
                callSites++;
                blocked = Calls.sum(blocked, site.blocked());
            }
        }

        String text() {
            return id + ": " + OneLine.count(calls, "call") + " from " + OneLine.count(callSites, "call site") + ", "
                    + blocked + " blocked" + vain(List.of(use));
        }

        @Override
        public int compareTo(RuleCounts other) {
            return Long.compare(other.calls, calls);
        }
    }
}
