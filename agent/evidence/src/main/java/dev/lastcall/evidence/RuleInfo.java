package dev.lastcall.evidence;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its process ran it, with its lists in the policy's order; the lists are empty if the ledger does not say.
 * Immutable; two that say the same are equal. In the process that runs the rule nothing of it is parsed again.
 */
public final class RuleInfo {
    private final String id;
    private final String message;
    private final String mode;
    private final boolean hasCanonical;
    private final List<String> deprecated;
    private final List<String> canonical;
    private final List<AllowInfo> allow;
    private final boolean missingIgnored;
    /** What it was made of; null: it was read. */
    private final @Nullable Rule source;

    /**
     * A rule that was read.
     *
     * @param mode the word of the mode it acted in, after the ceiling
     * @param hasCanonical whether it names a replacement
     * @param deprecated its deprecated signatures, as written
     * @param canonical its canonical signatures, as written
     * @param allow its allow entries
     * @param missingIgnored whether signatures that name nothing raise no doubt; false if the ledger does not say
     */
    public RuleInfo(
            String id,
            String message,
            String mode,
            boolean hasCanonical,
            List<String> deprecated,
            List<String> canonical,
            List<AllowInfo> allow,
            boolean missingIgnored) {
        this(id, message, mode, hasCanonical, deprecated, canonical, allow, missingIgnored, null);
    }

    private RuleInfo(
            String id,
            String message,
            String mode,
            boolean hasCanonical,
            List<String> deprecated,
            List<String> canonical,
            List<AllowInfo> allow,
            boolean missingIgnored,
            @Nullable Rule source) {
        this.id = id;
        this.message = message;
        this.mode = mode;
        this.hasCanonical = hasCanonical;
        this.deprecated = List.copyOf(deprecated);
        this.canonical = List.copyOf(canonical);
        this.allow = List.copyOf(allow);
        this.missingIgnored = missingIgnored;
        this.source = source;
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
        return new RuleInfo(id, message, word, hasCanonical, deprecated, canonical, allow, missingIgnored, source);
    }

    public String id() {
        return id;
    }

    public String message() {
        return message;
    }

    /** The word of the mode it acted in, after the ceiling. */
    public String mode() {
        return mode;
    }

    /** Whether it names a replacement. */
    public boolean hasCanonical() {
        return hasCanonical;
    }

    /** Its deprecated signatures, as written. */
    public List<String> deprecated() {
        return deprecated;
    }

    /** Its canonical signatures, as written. */
    public List<String> canonical() {
        return canonical;
    }

    public List<AllowInfo> allow() {
        return allow;
    }

    /** Whether signatures that name nothing raise no doubt. */
    public boolean missingIgnored() {
        return missingIgnored;
    }

    /**
     * A deprecated signature, parsed.
     *
     * @param index its place in {@link #deprecated}
     * @return null if the text was cut, or if a later version wrote it
     */
    @Nullable
    Signature deprecatedAt(int index) {
        return source != null ? source.deprecated().get(index) : PolicyTexts.signature(deprecated.get(index));
    }

    /** As {@link #deprecatedAt}, of {@link #canonical}. */
    @Nullable
    Signature canonicalAt(int index) {
        return source != null ? source.canonical().get(index) : PolicyTexts.signature(canonical.get(index));
    }

    /**
     * An allow entry, parsed.
     *
     * @param index its place in {@link #allow}
     * @return null if its text was cut, or if a later version wrote it
     */
    @Nullable
    AllowEntry allowEntry(int index) {
        return source != null ? source.allow().get(index) : PolicyTexts.entry(allow.get(index));
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
                    rule.missing() == Rule.Missing.IGNORE,
                    rule));
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
        for (int i = 0; i < allow.size(); i++) {
            AllowEntry entry = allowEntry(i);
            if (entry != null) {
                entries.add(entry);
            }
        }
        // the recorded mode is that after the ceiling of the process: of what the rule said itself only "off" is known
        Mode own = known == Mode.OFF ? Mode.OFF : Mode.BLOCK;
        return new Rule(
                id,
                source != null ? source.deprecated() : PolicyTexts.signatures(deprecated),
                source != null ? source.canonical() : PolicyTexts.signatures(canonical),
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleInfo that
                && hasCanonical == that.hasCanonical
                && missingIgnored == that.missingIgnored
                && id.equals(that.id)
                && message.equals(that.message)
                && mode.equals(that.mode)
                && deprecated.equals(that.deprecated)
                && canonical.equals(that.canonical)
                && allow.equals(that.allow);
    }

    @Override
    public int hashCode() {
        int hash = id.hashCode() * 31 + message.hashCode();
        hash = hash * 31 + mode.hashCode();
        hash = hash * 31 + deprecated.hashCode();
        return (hash * 31 + canonical.hashCode()) * 31 + allow.hashCode();
    }

    @Override
    public String toString() {
        return "rule " + id + ", mode " + mode + ", deprecated " + deprecated + ", canonical " + canonical + ", allow "
                + allow + (missingIgnored ? ", missing: ignore" : "") + (message.isEmpty() ? "" : ": " + message);
    }
}
