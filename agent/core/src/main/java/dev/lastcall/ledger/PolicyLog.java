package dev.lastcall.ledger;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.policy.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes policies of the records of rules and changes. For one reading. */
final class PolicyLog {
    /** All policies together have no more rules: a range of them takes few bytes, and must not ask for all memory. */
    private static final int RULES_MAX = 1 << 20;

    private final Map<String, RuleDraft> latest = new LinkedHashMap<>();
    /** The rules whose details may follow. */
    private final Map<String, RuleDraft> open = new LinkedHashMap<>();

    private final Map<Integer, RuleDraft> versions = new TreeMap<>();
    private final List<Entry> recorded = new ArrayList<>();
    private final List<Entry> concluded = new ArrayList<>();
    private long rulesInForce;

    /** A policy, of which more records may follow. */
    private static final class Entry {
        private final long millis;
        private final String mode;
        private final String hash;
        private final List<RuleDraft> rules = new ArrayList<>();
        private final List<String> modes = new ArrayList<>();
        private int expected;

        Entry(long millis, String mode, String hash) {
            this.millis = millis;
            this.mode = mode;
            this.hash = hash;
        }

        boolean isOf(Entry other) {
            return millis == other.millis && mode.equals(other.mode) && hash.equals(other.hash);
        }

        boolean isComplete() {
            return expected == 0 || rules.size() == expected;
        }

        List<RuleInfo> rules() {
            List<RuleInfo> whole = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                RuleInfo rule = rules.get(i).whole();
                whole.add(modes.isEmpty() ? rule : rule.inMode(modes.get(i)));
            }
            return whole;
        }
    }

    /** @param version 0 if the record has none */
    void rule(RuleInfo rule, int version) {
        RuleDraft draft = new RuleDraft(rule);
        latest.put(rule.id(), draft);
        open.put(rule.id(), draft);
        if (version > 0) {
            versions.put(version, draft);
        } else if (!concluded.isEmpty()) {
            concluded.get(concluded.size() - 1).rules.add(draft);
        }
    }

    void signature(Role role, String rule, String text) {
        RuleDraft draft = open.get(rule);
        if (draft != null) {
            (role == Role.DEPRECATED ? draft.deprecated : draft.canonical).add(text);
        }
    }

    void allow(String rule, AllowInfo entry) {
        RuleDraft draft = open.get(rule);
        if (draft != null) {
            draft.allow.add(entry);
        }
    }

    /** Details that follow may be those of a rule that is lost: they belong to nothing. */
    void damaged() {
        open.clear();
    }

    void change(long millis, String mode, String hash) {
        Entry last = concluded.isEmpty() ? null : concluded.get(concluded.size() - 1);
        if (last != null && last.millis == millis && last.rules.isEmpty()) { // the mode after the hash, or again
            concluded.remove(last);
        }
        concluded.add(new Entry(millis, mode, hash));
    }

    /**
     * @param all how many rules it has
     * @param first of them at which the ranges go on
     */
    void begin(long millis, String mode, String hash, int all, int first) {
        Entry last = recorded.isEmpty() ? null : recorded.get(recorded.size() - 1);
        if (first == 0 || last == null || last.millis != millis) {
            last = new Entry(millis, mode, hash);
            for (int i = recorded.size() - 1; i >= 0; i--) { // all are written again, in order, when the file was cut
                if (recorded.get(i).isOf(last)) {
                    recorded.remove(i);
                }
            }
            recorded.add(last);
        }
        last.expected = all;
    }

    /**
     * Rules of the policy that was begun last: their versions are numbered one after the other; 0: not written down.
     */
    void range(int firstVersion, int count, String mode) {
        Entry entry = recorded.get(recorded.size() - 1);
        if (firstVersion == 0) {
            return;
        }
        rulesInForce += count;
        if (count < 0 || entry.rules.size() + count > versions.size() || rulesInForce > RULES_MAX) {
            throw new IllegalArgumentException("a policy names more rules than are on record");
        }
        for (int i = 0; i < count; i++) {
            RuleDraft rule = versions.get(firstVersion + i);
            if (rule != null) {
                entry.rules.add(rule);
                entry.modes.add(mode);
            }
        }
    }

    /** All rules that were ever in force, each as it was last. */
    List<RuleInfo> rules() {
        Map<String, RuleInfo> all = new LinkedHashMap<>();
        for (Map.Entry<String, RuleDraft> entry : latest.entrySet()) {
            all.put(entry.getKey(), entry.getValue().whole());
        }
        if (!recorded.isEmpty()) {
            for (RuleInfo rule : recorded.get(recorded.size() - 1).rules()) {
                all.put(rule.id(), rule);
            }
        }
        return new ArrayList<>(all.values());
    }

    List<PolicyInForce> policies(Instant lastSeenAt) {
        List<Entry> entries = recorded.isEmpty() ? concluded : recorded;
        List<PolicyInForce> policies = new ArrayList<>();
        List<RuleInfo> before = List.of();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            List<RuleInfo> rules = entry.rules();
            boolean unsaid = recorded.isEmpty() && rules.isEmpty(); // as the first versions said it
            before = unsaid ? before : rules;
            Instant until = i + 1 == entries.size() ? lastSeenAt : Instant.ofEpochMilli(entries.get(i + 1).millis);
            policies.add(new PolicyInForce(
                    Instant.ofEpochMilli(entry.millis),
                    until,
                    entry.mode,
                    entry.hash,
                    before,
                    unsaid || entry.isComplete()));
        }
        return policies;
    }

    /** A rule while its details are read. */
    private static final class RuleDraft {
        private final RuleInfo rule;
        private final Set<String> deprecated = new LinkedHashSet<>();
        private final Set<String> canonical = new LinkedHashSet<>();
        private final Set<AllowInfo> allow = new LinkedHashSet<>();
        private @Nullable RuleInfo whole;

        RuleDraft(RuleInfo rule) {
            this.rule = rule;
        }

        /** To be asked for when all is read. */
        RuleInfo whole() {
            RuleInfo known = whole;
            if (known == null) {
                known = made();
                whole = known;
            }
            return known;
        }

        private RuleInfo made() {
            return new RuleInfo(
                    rule.id(),
                    rule.message(),
                    rule.mode(),
                    rule.hasCanonical(),
                    List.copyOf(deprecated),
                    List.copyOf(canonical),
                    List.copyOf(allow),
                    rule.missingIgnored());
        }
    }
}
