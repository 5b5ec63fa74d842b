package dev.lastcall.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a {@link Question}. A finding outweighs every doubt; a doubt outweighs everything else. Immutable.
 *
 * @param question what was asked
 * @param result the answer
 * @param findings what would go wrong, the worst first
 * @param doubts what is not known, the worst first
 * @param accepted doubts that somebody has accepted
 * @param warnings facts that do not change the result but should be known
 * @param support what was seen
 * @param assumptions what was assumed without a check
 */
public record Verdict(
        Question question,
        Result result,
        List<Reason> findings,
        List<Reason> doubts,
        List<Reason> accepted,
        List<Reason> warnings,
        List<Reason> support,
        List<Reason> assumptions) {

    /** The code of the assumption that tolerated call sites may stay. */
    public static final String TOLERATED = "tolerated";

    /** The three answers. */
    public enum Result {
        /** Nothing would go wrong, if the assumptions hold. */
        GO("GO"),
        /** Something would go wrong. */
        NO_GO("NO-GO"),
        /** The evidence is not enough for either answer. */
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

    Verdict(
            Question question,
            List<Reason> findings,
            List<Reason> doubts,
            List<Reason> accepted,
            List<Reason> warnings,
            List<Reason> support,
            List<Reason> assumptions) {
        this(
                question,
                !findings.isEmpty() ? Result.NO_GO : !doubts.isEmpty() ? Result.UNKNOWN : Result.GO,
                findings,
                doubts,
                accepted,
                warnings,
                support,
                assumptions);
    }

    public Verdict {
        findings = List.copyOf(findings);
        doubts = List.copyOf(doubts);
        accepted = List.copyOf(accepted);
        warnings = List.copyOf(warnings);
        support = List.copyOf(support);
        assumptions = List.copyOf(assumptions);
    }

    /** The reasons for the result: findings and doubts if there are any, else what was seen and what is assumed. */
    public List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>(findings);
        reasons.addAll(doubts);
        if (reasons.isEmpty()) {
            reasons.addAll(support);
            reasons.addAll(assumptions);
        }
        return reasons;
    }
}
