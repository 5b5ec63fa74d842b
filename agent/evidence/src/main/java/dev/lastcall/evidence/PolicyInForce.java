package dev.lastcall.evidence;

import java.time.Instant;
import java.util.List;

/**
 * A policy with the mode of the process, as long as both were in force. Immutable.
 *
 * @param since on the clock of the machine
 * @param until when the next took its place, or when the process was last seen
 * @param mode the process mode's word
 * @param hash see {@code Policy.hash}
 * @param rules its rules, each with the mode in which it acted, in the policy's order
 * @param complete whether these are all of its rules, whole; else some were damaged or not written down
 */
public record PolicyInForce(
        Instant since, Instant until, String mode, String hash, List<RuleInfo> rules, boolean complete) {
    public PolicyInForce {
        rules = List.copyOf(rules);
    }
}
