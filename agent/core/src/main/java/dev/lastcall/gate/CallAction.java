package dev.lastcall.gate;

import dev.lastcall.ledger.CellLayout;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the calls of a site. A pure function of what is known of it.
 *
 * @param counter the counter that they add to, as offset in the cell
 * @param refused whether they are refused
 * @param logged whether they are logged, within the budget
 * @param allowedBy the allow entry that lets them through, if one does
 */
record CallAction(
        int counter,
        boolean refused,
        boolean logged,
        @Nullable AllowEntry allowedBy) {

    /**
     * @param mode the mode in which the rule acts
     * @param allowedBy the entry of the rule that allows the caller today, if one does
     */
    static CallAction of(Mode mode, Role role, CountedAs tally, @Nullable AllowEntry allowedBy) {
        if (tally == CountedAs.AGENT) {
            return new CallAction(CellLayout.BY_AGENTS, false, false, null);
        }
        if (tally == CountedAs.DELEGATION) {
            return new CallAction(CellLayout.DELEGATED, false, false, null);
        }
        if (role == Role.CANONICAL) {
            return new CallAction(CellLayout.PLAIN, false, false, null);
        }
        boolean logged = mode.compareTo(Mode.LOG) >= 0;
        if (allowedBy != null) {
            return new CallAction(CellLayout.ALLOWED, false, logged, allowedBy);
        }
        return mode == Mode.BLOCK
                ? new CallAction(CellLayout.BLOCKED, true, true, null)
                : new CallAction(CellLayout.PLAIN, false, logged, null);
    }

    /** Whether these calls are to go away: nothing allows them, and the member is not the canonical one. */
    boolean isFinding(Role role) {
        return role == Role.DEPRECATED && (counter == CellLayout.PLAIN || counter == CellLayout.BLOCKED);
    }
}
