package dev.lastcall.policy;

import java.util.List;

/**
 * All rules of a process, in the order in which they were written, with the mode that it runs in. Immutable.
 *
 * @param mode the process mode: a ceiling for each rule's own
 * @param rules in the order of the files and of the rules in them
 * @param hash identifies the content: processes with equal hashes ran under equal rules, whatever their mode
 */
public record Policy(Mode mode, List<Rule> rules, String hash) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /** The mode in which a rule of this policy acts. */
    public Mode effectiveMode(Rule rule) {
        return rule.mode().atMost(mode);
    }

    /** Whether an allow entry of a rule has a last day. */
    public boolean expires() {
        for (Rule rule : rules) {
            for (int i = 0; i < rule.allow().size(); i++) {
                if (rule.allow().get(i).expires() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a signature may name a class of the JDK. */
    public boolean listsJdk() {
        for (Rule rule : rules) {
            if (listJdk(rule.deprecated()) || listJdk(rule.canonical())) {
                return true;
            }
        }
        return false;
    }

    private static boolean listJdk(List<Signature> signatures) {
        for (Signature signature : signatures) {
            if (signature.mayNameJdk()) {
                return true;
            }
        }
        return false;
    }

    /** How many signatures the rules hold, deprecated and canonical. */
    public int signatureCount() {
        int count = 0;
        for (Rule rule : rules) {
            count += rule.deprecated().size() + rule.canonical().size();
        }
        return count;
    }
}
