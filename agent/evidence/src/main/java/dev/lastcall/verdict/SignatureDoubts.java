package dev.lastcall.verdict;

import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the policy asked about names what exists. */
final class SignatureDoubts implements Doubts {

    /** A rule of more is a list that was made for more than one application; they are reported as one doubt. */
    private static final int NAMED_ONE_BY_ONE = 20;

    private static final int NAMED = 3;

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        if (fleet.rules().isEmpty()) {
            doubts.add(Reason.of(
                    DoubtCode.NO_RULE,
                    "",
                    "",
                    "",
                    "the policy asked about has no rule: nothing is judged",
                    "name the policy with --policy"));
        }
        addNotAsked(fleet, doubts);
        for (Rule rule : fleet.rules()) {
            addUnmatched(fleet, rule, doubts);
        }
        return doubts;
    }

    /** The policy of one process is silent of what others found: who asks has to say which policy is meant. */
    private static void addNotAsked(Fleet fleet, List<Reason> doubts) {
        Map<String, List<ProcessNote>> byRule = new TreeMap<>();
        for (ProcessNote note : fleet.notes(DoubtCode.NOT_ASKED)) {
            byRule.computeIfAbsent(note.rule(), rule -> new ArrayList<>()).add(note);
        }
        byRule.forEach((rule, notes) -> doubts.add(Reason.of(
                DoubtCode.NOT_ASKED,
                rule,
                "",
                rule,
                rule + ": " + Words.count(notes.size(), "call site") + " of deprecated members, "
                        + (notes.size() == 1 ? "" : "such as ") + notes.get(0).what()
                        + (notes.size() == 1 ? ", is" : ", are") + " listed by the policy of "
                        + ProcessNames.name(notes.get(0).process()) + " and not by the one that is asked about",
                "name the policy that is meant with --policy",
                "sites",
                notes.size())));
    }

    private static void addUnmatched(Fleet fleet, Rule rule, List<Reason> doubts) {
        if (rule.missing() == Rule.Missing.IGNORE || fleet.processes() == 0) {
            return;
        }
        List<String> unmatched = new ArrayList<>();
        for (Signature signature : rule.deprecated()) {
            if (Named.isExact(signature) && !Named.isDeprecated(fleet, signature)) {
                unmatched.add(signature.text());
            }
        }
        if (unmatched.size() > NAMED_ONE_BY_ONE) {
            doubts.add(unmatched(
                    fleet,
                    rule,
                    rule.id(),
                    Words.count(unmatched.size(), "deprecated signature") + " of "
                            + Words.number(rule.deprecated().size()) + " name nothing that was loaded"
                            + (fleet.scan() == null ? "" : " or scanned") + ", such as "
                            + Words.some(unmatched, NAMED),
                    unmatched));
        } else {
            for (String text : unmatched) {
                doubts.add(unmatched(
                        fleet,
                        rule,
                        text,
                        text + " names nothing that was loaded" + (fleet.scan() == null ? "" : " or scanned"),
                        List.of(text)));
            }
        }
    }

    private static Reason unmatched(Fleet fleet, Rule rule, String subject, String sentence, List<String> texts) {
        String scan = fleet.scan() == null ? "show with --scan that it is gone, " : "";
        return Reason.of(
                DoubtCode.UNMATCHED_SIGNATURE,
                rule.id(),
                "",
                subject,
                rule.id() + ": " + sentence,
                "correct it if it is misspelled, " + scan + "or write 'missing: ignore' into the rule",
                "signatures",
                texts);
    }
}
