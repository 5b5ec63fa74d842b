package dev.lastcall.ledger;

import dev.lastcall.evidence.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rules of a process, the policies that were in force, and its mode; keeps them, to be written again. Used
 * under the writer's lock only.
 */
final class PolicyNotes {
    private final Journal journal;
    private final HeaderWriter header;
    private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
    private final RuleVersions versions = new RuleVersions();
    private final List<PolicyNote> policies = new ArrayList<>();
    private String mode;
    private String hash;

    /** @param draft has written the first policy */
    PolicyNotes(Journal journal, HeaderWriter header, LedgerDraft draft) {
        ProcessStart process = draft.process();
        this.journal = journal;
        this.header = header;
        this.mode = process.mode();
        this.hash = process.policyHash();
        for (RuleInfo rule : draft.rules()) {
            rules.put(rule.id(), rule);
        }
        if (process.saysMore()) {
            first(process, draft.rules());
        }
    }

    private void first(ProcessStart process, List<RuleInfo> first) {
        int[] numbers = new int[first.size()];
        int[] modes = new int[first.size()];
        for (int i = 0; i < numbers.length; i++) {
            RuleInfo rule = first.get(i);
            numbers[i] = versions.add(rule);
            versions.written(rule.id(), numbers[i]);
            modes[i] = LedgerLayout.modeNumber(rule.mode());
        }
        policies.add(new PolicyNote(process.startedAt(), process.mode(), process.policyHash(), numbers, modes));
    }

    /** The process mode's word. */
    String mode() {
        return mode;
    }

    /** All rules that were ever added, each as it was last. */
    List<RuleInfo> rules() {
        return new ArrayList<>(rules.values());
    }

    /** A rule of the same id takes the place of the one before, details and all. */
    void addRule(RuleInfo rule) {
        rules.put(rule.id(), rule);
        append(rule, 0);
    }

    private void append(RuleInfo rule, int version) {
        for (int i = 0; journal.encoder().rule(rule, i, version); i++) {
            journal.append();
        }
    }

    /**
     * Says that the mode or the policy is now another.
     *
     * @param newMode the mode's word; null: as it was
     * @param newHash the policy's; null: as it was
     */
    void change(long nowMillis, @Nullable String newMode, @Nullable String newHash) {
        mode = newMode == null ? mode : newMode;
        hash = newHash == null ? hash : newHash;
        header.mode(mode);
        addChangeAgain(nowMillis);
    }

    /** Writes the mode and the policy that are in force. */
    void addChangeAgain(long nowMillis) {
        journal.encoder().change(nowMillis, mode, hash);
        journal.append();
    }

    /**
     * Says that a policy is in force. Of rules that are as they were, no more is written than that they still are in
     * force.
     *
     * @param all its rules, each in the mode in which it acts, in the policy's order
     */
    void policy(long nowMillis, String newMode, String newHash, List<RuleInfo> all) {
        change(nowMillis, newMode, newHash);
        int[] numbers = new int[all.size()];
        int[] modes = new int[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            RuleInfo rule = all.get(i);
            rules.put(rule.id(), rule);
            numbers[i] = numberOf(rule, nowMillis);
            modes[i] = LedgerLayout.modeNumber(rule.mode());
        }
        PolicyNote note = new PolicyNote(nowMillis, newMode, newHash, numbers, modes);
        if (journal.mayAdd(Journal.POLICIES, 64 + 12 * numbers.length, nowMillis)) {
            policies.add(note);
            append(note);
        }
    }

    /** The rule's version; 0 if there is no room for one more. */
    private int numberOf(RuleInfo rule, long nowMillis) {
        int known = versions.number(rule);
        if (known != 0 && versions.isLatest(rule.id(), known)) {
            return known;
        }
        if (!journal.mayAdd(Journal.POLICIES, sizeOf(rule), nowMillis)) {
            return known;
        }
        int number = known == 0 ? versions.add(rule) : known;
        append(rule, number);
        versions.written(rule.id(), number);
        return number;
    }

    private int sizeOf(RuleInfo rule) {
        RecordEncoder encoder = journal.encoder();
        int size = 0;
        for (int i = 0; encoder.rule(rule, i, 1); i++) {
            size += encoder.length();
        }
        return size;
    }

    private void append(PolicyNote note) {
        int next = 0;
        do {
            next = journal.encoder().policy(note, next);
            journal.append();
        } while (next < note.rules());
    }

    /** Writes all versions of all rules again, and when they were in force. */
    void addPoliciesAgain() {
        for (int number = 1; number <= versions.count(); number++) {
            append(versions.version(number), number);
        }
        for (PolicyNote note : policies) {
            append(note);
        }
    }
}
