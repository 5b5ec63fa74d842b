package dev.lastcall.evidence;

import java.time.Instant;
import java.util.List;

/**
 * A policy with the mode of the process, and the time in which both were in force. Immutable.
 *
 * @param since on the clock of the machine
 * @param until when the next one replaced it, or when the process was last seen
 * @param mode the process mode's word
 * @param hash see {@code Policy.hash}
 * @param rules its rules, each with the mode in which it acted, in the policy's order
 * @param complete whether these are all of its rules, undamaged; else some were damaged or not recorded
 */
public record PolicyInForce(
        Instant since, Instant until, String mode, String hash, List<RuleInfo> rules, boolean complete) {
    public PolicyInForce {
        rules = List.copyOf(rules);
    }
}
