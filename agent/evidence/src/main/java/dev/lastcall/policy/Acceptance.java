package dev.lastcall.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A doubt that somebody has looked into and takes as it is. Immutable.
 *
 * @param kind the code of the doubt, as in {@code blind-spot}
 * @param what its subject, or a glob over subjects: as over class names where they are those of members ({@link
 *     DoubtCode#NAMING_MEMBERS}), else {@code *} is any text
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

    /** Whether it is about that doubt, on whatever day. */
    public boolean names(String code, String subject) {
        return kind.equals(code) && (what.equals(subject) || new ClassPattern(glob()).matches(subject));
    }

    /** Dots part the names of packages; in those of files and services they part nothing. */
    private String glob() {
        return DoubtCode.NAMING_MEMBERS.contains(kind) ? what : what.replace("*", "**");
    }

    /** Whether its last day has passed. */
    public boolean isExpiredOn(LocalDate day) {
        return expires != null && day.isAfter(expires);
    }
}
