package dev.lastcall.evidence;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as its process ran it, with its lists in the policy's order; the lists are empty if the ledger does not say.
 *
 * @param mode the word of the mode it acted in, after the ceiling
 * @param hasCanonical whether it names a replacement
 * @param deprecated its deprecated signatures, as written
 * @param canonical its canonical signatures, as written
 * @param allow its allow entries
 * @param missingIgnored whether signatures that name nothing raise no doubt; false if the ledger does not say
 */
public record RuleInfo(
        String id,
        String message,
        String mode,
        boolean hasCanonical,
        List<String> deprecated,
        List<String> canonical,
        List<AllowInfo> allow,
        boolean missingIgnored) {
    public RuleInfo {
        deprecated = List.copyOf(deprecated);
        canonical = List.copyOf(canonical);
        allow = List.copyOf(allow);
    }

    /** A rule whose signatures should all name something. */
    public RuleInfo(
            String id,
            String message,
            String mode,
            boolean hasCanonical,
            List<String> deprecated,
            List<String> canonical,
            List<AllowInfo> allow) {
        this(id, message, mode, hasCanonical, deprecated, canonical, allow, false);
    }

    /** A rule whose lists are not known. */
    public RuleInfo(String id, String message, String mode, boolean hasCanonical) {
        this(id, message, mode, hasCanonical, List.of(), List.of(), List.of());
    }

    /** The same rule, acting in another mode. */
    public RuleInfo inMode(String word) {
        return new RuleInfo(id, message, word, hasCanonical, deprecated, canonical, allow, missingIgnored);
    }

    /** The rules of a policy, in its order. Uses no lambdas, since it runs while the application starts. */
    public static List<RuleInfo> of(Policy policy) {
        List<RuleInfo> rules = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            rules.add(new RuleInfo(
                    rule.id(),
                    rule.message(),
                    policy.effectiveMode(rule).label(),
                    !rule.canonical().isEmpty(),
                    texts(rule.deprecated()),
                    texts(rule.canonical()),
                    allow(rule.allow()),
                    rule.missing() == Rule.Missing.IGNORE));
        }
        return rules;
    }

    private static List<String> texts(List<Signature> signatures) {
        List<String> texts = new ArrayList<>();
        for (Signature signature : signatures) {
            texts.add(signature.text());
        }
        return texts;
    }

    private static List<AllowInfo> allow(List<AllowEntry> entries) {
        List<AllowInfo> allow = new ArrayList<>();
        for (AllowEntry entry : entries) {
            LocalDate expires = entry.expires();
            String owner = entry.owner();
            allow.add(new AllowInfo(
                    entry.text(),
                    entry.reason(),
                    expires == null ? "" : expires.toString(),
                    owner == null ? "" : owner));
        }
        return allow;
    }

    /**
     * The rule as a policy's rule. A signature that was cut, or that a later version wrote, is kept as its text: it
     * matches nothing, and is equal to what other processes recorded.
     */
    public Rule asRule() {
        Mode known = Mode.of(mode);
        List<AllowEntry> entries = new ArrayList<>();
        for (AllowInfo info : allow) {
            AllowEntry entry = PolicyTexts.entry(info);
            if (entry != null) {
                entries.add(entry);
            }
        }
        // the recorded mode is that after the ceiling of the process: of what the rule said itself only "off" is known
        Mode own = known == Mode.OFF ? Mode.OFF : Mode.BLOCK;
        return new Rule(
                id,
                PolicyTexts.signatures(deprecated),
                PolicyTexts.signatures(canonical),
                message,
                entries,
                own,
                false,
                List.of(),
                missingIgnored ? Rule.Missing.IGNORE : Rule.Missing.UNKNOWN);
    }

    /** Whether an allow entry has a last day. */
    public boolean expires() {
        for (AllowInfo entry : allow) {
            if (!entry.expires().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
