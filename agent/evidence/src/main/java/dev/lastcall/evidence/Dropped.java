package dev.lastcall.evidence;

import java.time.Instant;

/**
 * Something that a ledger does not say any more, since it has said as much of it as it may. Immutable.
 *
 * @param what in a few words for people, such as {@code policies}
 * @param since when it first left something out
 */
public record Dropped(String what, Instant since) {
    /** Policies that came into force: which one was, is not known from then on. */
    public static final String POLICIES = "policies";

    /** Changes between watching and not watching: whether it did is not known from then on. */
    public static final String WATCH_CHANGES = "watch changes";

    /** Times in which the process stood still: whether it ran is not known from then on. */
    public static final String STANDSTILLS = "standstills";
}
