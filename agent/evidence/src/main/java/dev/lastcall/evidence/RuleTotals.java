package dev.lastcall.evidence;

/**
 * What all processes together called of one rule.
 *
 * @param id the rule's id
 * @param message what the rule tells the caller; empty if nothing
 * @param mode the word of the mode that the rule acted in; where processes differ, the highest, since a block
 *     somewhere is what a reader must know
 * @param hasCanonical whether it names a replacement in any process
 * @param deprecatedCalls without delegated ones; allowed and blocked ones are in it
 * @param canonicalCalls without delegated ones
 * @param delegatedCalls of both sides
 * @param deprecatedSitesNeverCalled woven call sites of deprecated members that no process ever executed
 * @param canonicalSitesNeverCalled the same of canonical members
 * @param use what of the rule came to nothing in all processes
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
