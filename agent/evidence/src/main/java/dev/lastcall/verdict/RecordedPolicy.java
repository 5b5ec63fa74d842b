package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The policy of the process that started last, from its ledger. It is used if the user names no other policy.
 * Immutable.
 *
 * @param policy without the terms of a verdict, which ledgers do not keep
 * @param name where it comes from, for people
 */
public record RecordedPolicy(Policy policy, String name) {

    /** The policy of the last of those processes that had a rule; an empty policy if none had one. Pure. */
    public static RecordedPolicy ofLast(Collection<ProcessEvidence> ledgers) {
        ProcessEvidence last = ledgers.stream()
                .filter(RecordedPolicy::isIn)
                .max(Comparator.comparing((ProcessEvidence ledger) -> startOf(ledger))
                        .thenComparing(ledger -> ledger.process().uuid()))
                .orElse(null);
        if (last == null) {
            return new RecordedPolicy(new Policy(Mode.LOG, List.of(), ""), "no policy");
        }
        ProcessInfo process = last.process();
        Mode mode = Mode.of(process.mode());
        List<Rule> rules = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (RuleInfo rule : last.rules()) {
            rules.add(rule.asRule());
            known.add(rule.id());
        }
        // a damaged ledger may have lost the rule that its sites name
        for (SiteCounts counts : last.sites()) {
            String id = counts.site().rule();
            if (known.add(id)) {
                rules.add(new RuleInfo(id, "", "block", false).asRule());
            }
        }
        return new RecordedPolicy(
                new Policy(mode == null ? Mode.LOG : mode, rules, process.policyHash()),
                "the policy of " + ProcessNames.name(process) + ", which started last");
    }

    /** Whether a ledger names a rule. */
    public static boolean isIn(ProcessEvidence ledger) {
        return !ledger.rules().isEmpty() || !ledger.sites().isEmpty();
    }

    private static Instant startOf(ProcessEvidence ledger) {
        return ledger.process().startedAt();
    }
}
