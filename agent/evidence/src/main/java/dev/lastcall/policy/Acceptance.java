package dev.lastcall.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A doubt that somebody has looked into and takes as it is. Immutable.
 *
 * @param kind the code of the doubt, as in {@code blind-spot}
 * @param what its subject, or a glob over subjects ({@code *} and {@code **} as in class names)
 * @param reason why it may be taken as it is
 * @param owner who keeps the entry, if said
 * @param expires the last day on which it is accepted, if said
 */
public record Acceptance(
        String kind,
        String what,
        String reason,
        @Nullable String owner,
        @Nullable LocalDate expires) {

    /** Whether it accepts that doubt on that day. */
    public boolean accepts(String code, String subject, LocalDate day) {
        return kind.equals(code)
                && (what.equals(subject) || new ClassPattern(what).matches(subject))
                && (expires == null || !day.isAfter(expires));
    }
}
