package dev.lastcall.evidence;

/**
 * The calls of all processes together under one rule.
 *
 * @param id the rule's id
 * @param message what the rule tells the caller; empty if nothing
 * @param mode the word of the mode that the rule acted in; if processes differ, the highest, since a reader must know
 *     that some process blocks
 * @param hasCanonical whether it names a replacement in any process
 * @param deprecatedCalls without delegated ones, including allowed and blocked ones
 * @param canonicalCalls without delegated ones
 * @param delegatedCalls of both sides
 * @param deprecatedSitesNeverCalled woven call sites of deprecated members that no process ever executed
 * @param canonicalSitesNeverCalled the same for canonical members
 * @param use the rule's entries that had no effect in any process
 */
public record RuleTotals(
        String id,
        String message,
        String mode,
        boolean hasCanonical,
        long deprecatedCalls,
        long canonicalCalls,
        long blockedCalls,
        long allowedCalls,
        long delegatedCalls,
        int deprecatedSitesNeverCalled,
        int canonicalSitesNeverCalled,
        RuleUse use) {

    public UsePattern pattern() {
        return UsePattern.of(deprecatedCalls, canonicalCalls);
    }

    /** True if not one call of any sort was seen: that is no evidence of anything. */
    boolean sawNothing() {
        return deprecatedCalls == 0 && canonicalCalls == 0 && allowedCalls == 0 && delegatedCalls == 0;
    }
}
