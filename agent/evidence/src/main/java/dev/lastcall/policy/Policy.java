package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a process, in the order in which they were written, with the mode that it runs in. Immutable.
 *
 * @param mode the process mode: a ceiling for each rule's own
 * @param rules in the order of the files and of the rules in them
 * @param terms how much evidence is enough
 * @param ownership who has to act; not part of what the rules mean
 * @param hash identifies what the rules mean: processes with equal hashes watched and allowed the same, whatever their
 *     modes and messages
 */
public record Policy(Mode mode, List<Rule> rules, VerdictTerms terms, Ownership ownership, String hash) {
    /** Lists of more signatures are made by tools. */
    private static final int MOST_BY_HAND = 1_000;

    public Policy {
        rules = List.copyOf(rules);
    }

    /** A policy that names no owners. */
    public Policy(Mode mode, List<Rule> rules, VerdictTerms terms, String hash) {
        this(mode, rules, terms, Ownership.NONE, hash);
    }

    /** A policy without a {@code verdict} section. */
    public Policy(Mode mode, List<Rule> rules, String hash) {
        this(mode, rules, VerdictTerms.NONE, hash);
    }

    /** The rule of that id; null if there is none. */
    public @Nullable Rule rule(String id) {
        for (Rule rule : rules) {
            if (rule.id().equals(id)) {
                return rule;
            }
        }
        return null;
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

    /**
     * Whether {@link Hints} may have something to say about it. Runs at each start, so it loads no class. False for a
     * list of thousands, which nobody wrote by hand: looking at each name would take a tenth of the time of reading
     * them.
     */
    public boolean mayNeedHints() {
        if (signatureCount() > MOST_BY_HAND) {
            return false;
        }
        for (Rule rule : rules) {
            if (mayNeedHints(rule.deprecated()) || mayNeedHints(rule.canonical())) {
                return true;
            }
            for (int i = 0; i < rule.allow().size(); i++) {
                if (isOdd(rule.allow().get(i).callers().text())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayNeedHints(List<Signature> signatures) {
        for (int i = 0; i < signatures.size(); i++) {
            Signature signature = signatures.get(i);
            if (isOdd(signature.owner().text()) || hasParameterWithoutPackage(signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasParameterWithoutPackage(Signature signature) {
        if (signature.member() instanceof Signature.Member.Method method && method.parameters() != null) {
            for (String parameter : method.parameters()) {
                char first = parameter.charAt(0);
                if (first >= 'A' && first <= 'Z' && parameter.indexOf('.') < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOdd(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || name.endsWith(".class") || name.endsWith(".java")) {
            return true;
        }
        char first = name.charAt(name.lastIndexOf('.', dot - 1) + 1);
        return first <= 'Z' && first >= 'A';
    }

    /** Whether a rule's own mode is higher than that of the process, so that the rule does less than it says. */
    public boolean holdsBack() {
        for (Rule rule : rules) {
            if (isHeldBack(rule)) {
                return true;
            }
        }
        return false;
    }

    /** Whether that rule's own mode is higher than that of the process. */
    public boolean isHeldBack(Rule rule) {
        return rule.ownMode() && rule.mode().compareTo(mode) > 0;
    }

    /** How many signatures the rules hold, deprecated and canonical. */
    public int signatureCount() {
        int count = 0;
        for (Rule rule : rules) {
            count += rule.deprecated().size() + rule.canonical().size();
        }
        return count;
    }

    /** The policy by which classes are woven: none is in mode {@code off}. */
    public Policy woven() {
        return mode == Mode.OFF ? new Policy(mode, List.of(), hash) : this;
    }
}
