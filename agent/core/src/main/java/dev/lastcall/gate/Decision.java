package dev.lastcall.gate;

import dev.lastcall.ledger.CellLayout;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Standing.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the calls of a site. A pure function of what is known of it.
 *
 * @param counter the counter that they add to, as offset in the cell
 * @param refused whether they are refused
 * @param logged whether they are logged, within the budget
 * @param allowedBy the allow entry that lets them through, if one does
 */
record Decision(
        int counter,
        boolean refused,
        boolean logged,
        @Nullable AllowEntry allowedBy) {

    /**
     * @param mode the mode in which the rule acts
     * @param allowedBy the entry of the rule that allows the caller today, if one does
     */
    static Decision of(Mode mode, Role role, Tally tally, @Nullable AllowEntry allowedBy) {
        if (tally == Tally.AGENT) {
            return new Decision(CellLayout.BY_AGENTS, false, false, null);
        }
        if (tally == Tally.DELEGATION) {
            return new Decision(CellLayout.DELEGATED, false, false, null);
        }
        if (role == Role.CANONICAL) {
            return new Decision(CellLayout.PLAIN, false, false, null);
        }
        boolean logged = mode.compareTo(Mode.LOG) >= 0;
        if (allowedBy != null) {
            return new Decision(CellLayout.ALLOWED, false, logged, allowedBy);
        }
        return mode == Mode.BLOCK
                ? new Decision(CellLayout.BLOCKED, true, true, null)
                : new Decision(CellLayout.PLAIN, false, logged, null);
    }
}
