package dev.lastcall.verdict;

import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What the policy asked about makes of one call site of one ledger. Immutable.
 *
 * @param rule under that rule of the policy asked about
 * @param role on that side of it
 * @param tally a call, or a delegation; what is exempt is left out before
 * @param counts what was counted there
 * @param delegated how many of them are delegations
 * @param letPass how many of them an entry let pass of which nothing else is known, since the ledger is of a version
 *     that kept no lists
 * @param allowedBy the entry that lets the caller pass on the day asked about; null if there is none
 */
record JudgedSite(
        Rule rule,
        Role role,
        CountedAs tally,
        SiteCounts counts,
        long delegated,
        long letPass,
        @Nullable AllowEntry allowedBy) {

    /** Whether a call from there would be a finding for a block. */
    boolean isOpen() {
        return role == Role.DEPRECATED && tally == CountedAs.CALL && allowedBy == null;
    }

    /** Calls that were no delegation. */
    long calls() {
        return Math.max(0, counts.calls() - delegated);
    }

    long openCalls() {
        return isOpen() ? Math.max(0, calls() - letPass) : 0;
    }
}
