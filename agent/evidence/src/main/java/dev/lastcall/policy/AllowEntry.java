package dev.lastcall.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Callers that may still use what a rule deprecates.
 *
 * @param text the pattern as written: a class glob, optionally {@code #method}
 * @param callers the calling classes
 * @param method the calling method's name; null: any
 * @param reason why, for the report
 * @param owner who keeps the entry, if said
 * @param expires the last day on which it allows, if said
 */
public record AllowEntry(
        String text,
        ClassPattern callers,
        @Nullable String method,
        String reason,
        @Nullable String owner,
        @Nullable LocalDate expires) {

    /** What stands for the reason of an entry of the settings, which have no place for one. */
    public static final String OF_SETTINGS = "inline";

    /** Whether somebody gave a reason. */
    public boolean hasReason() {
        return isReason(reason);
    }

    /** Whether that is a reason, and not what stands for none. */
    public static boolean isReason(String text) {
        return !text.isBlank() && !text.equals(OF_SETTINGS);
    }

    /** Whether that caller is meant, whatever the day. */
    public boolean names(String className, String callerMethod) {
        return callers.matches(className) && (method == null || method.equals(callerMethod));
    }

    /** Whether the entry has run out on that day. */
    public boolean isExpiredOn(LocalDate today) {
        return expires != null && today.isAfter(expires);
    }
}
