package dev.lastcall.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration: what is deprecated, what replaces it, and who may still use the old. Immutable.
 *
 * @param id unique in its policy, {@code [a-z0-9-]+}
 * @param deprecated at least one signature
 * @param canonical the replacement; may be empty
 * @param message what to tell the caller; empty if the policy says nothing
 * @param allow tolerated callers
 * @param mode the rule's own mode, before the ceiling of the process
 * @param removedWith classes that go away together with what is deprecated
 * @param missing whether signatures that name nothing raise a doubt
 * @param replace what replaces single members, for a recipe. Not part of equality, since a process does not ask for it
 * @param ownMode whether the policy gives the mode; else it is the highest, so that the process decides. Not part of
 *     equality, since both act alike
 */
public record Rule(
        String id,
        List<Signature> deprecated,
        List<Signature> canonical,
        String message,
        List<AllowEntry> allow,
        Mode mode,
        boolean ownMode,
        List<ClassPattern> removedWith,
        Missing missing,
        List<Replacement> replace) {

    /** What a deprecated signature that names nothing means. */
    public enum Missing {
        /** A doubt: it may be a spelling mistake. */
        UNKNOWN,
        /** Nothing: the list is made for more than one application, or what it names is gone. */
        IGNORE
    }

    /** A rule without replacements of single members. */
    public Rule(
            String id,
            List<Signature> deprecated,
            List<Signature> canonical,
            String message,
            List<AllowEntry> allow,
            Mode mode,
            boolean ownMode,
            List<ClassPattern> removedWith,
            Missing missing) {
        this(id, deprecated, canonical, message, allow, mode, ownMode, removedWith, missing, List.of());
    }

    /** A rule without {@code removed-with} and {@code missing}. */
    public Rule(
            String id,
            List<Signature> deprecated,
            List<Signature> canonical,
            String message,
            List<AllowEntry> allow,
            Mode mode,
            boolean ownMode) {
        this(id, deprecated, canonical, message, allow, mode, ownMode, List.of(), Missing.UNKNOWN);
    }

    /** A rule for which the policy gives no mode, or for which it does not matter. */
    public Rule(
            String id,
            List<Signature> deprecated,
            List<Signature> canonical,
            String message,
            List<AllowEntry> allow,
            Mode mode) {
        this(id, deprecated, canonical, message, allow, mode, false);
    }

    public Rule {
        deprecated = List.copyOf(deprecated);
        canonical = List.copyOf(canonical);
        allow = List.copyOf(allow);
        removedWith = List.copyOf(removedWith);
        replace = List.copyOf(replace);
    }

    /** The entry that lets that caller pass on that day; null if there is none. */
    public @Nullable AllowEntry allowEntry(String callerClass, String callerMethod, @Nullable LocalDate day) {
        for (int i = 0; i < allow.size(); i++) {
            AllowEntry entry = allow.get(i);
            if (entry.names(callerClass, callerMethod) && (day == null || !entry.isExpiredOn(day))) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rule that
                && id.equals(that.id)
                && deprecated.equals(that.deprecated)
                && canonical.equals(that.canonical)
                && message.equals(that.message)
                && allow.equals(that.allow)
                && mode == that.mode
                && removedWith.equals(that.removedWith)
                && missing == that.missing;
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + deprecated.hashCode();
    }

    /** The message for callers of what that signature of this rule names: its own message, else the rule's. */
    public String messageFor(Signature signature) {
        String own = signature.message();
        return own == null ? message : own;
    }
}
