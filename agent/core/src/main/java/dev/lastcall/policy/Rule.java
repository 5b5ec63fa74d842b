package dev.lastcall.policy;

import java.util.List;

/**
 * One migration: what is deprecated, what replaces it, and who may still use the old. Immutable.
 *
 * @param id unique in its policy, {@code [a-z0-9-]+}
 * @param deprecated at least one signature
 * @param canonical the replacement; may be empty
 * @param message what to tell the caller; empty if the policy says nothing
 * @param allow tolerated callers
 * @param mode the rule's own mode, before the ceiling of the process
 */
public record Rule(
        String id,
        List<Signature> deprecated,
        List<Signature> canonical,
        String message,
        List<AllowEntry> allow,
        Mode mode) {
    public Rule {
        deprecated = List.copyOf(deprecated);
        canonical = List.copyOf(canonical);
        allow = List.copyOf(allow);
    }

    /** What to tell the caller of what that signature of this rule names: its own message, else the rule's. */
    public String messageFor(Signature signature) {
        String own = signature.message();
        return own == null ? message : own;
    }
}
