package dev.lastcall.baseline;

import dev.lastcall.evidence.SiteKey;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tolerated call site. Immutable.
 *
 * @param rule the id of its rule
 * @param key which call site; an empty descriptor stands for any, and an empty jar for any code source
 * @param owner who should migrate it; empty if not given
 * @param reason why it is tolerated; empty if not given
 * @param until the last day on which it is tolerated; null if there is none
 * @param comments the lines above it that start with {@code #}, which stay with it
 */
public record BaselineEntry(
        String rule,
        SiteKey key,
        String owner,
        String reason,
        @Nullable LocalDate until,
        List<String> comments) {
    public BaselineEntry {
        comments = List.copyOf(comments);
    }

    /** Whether its last day is before that day. */
    public boolean isExpiredOn(LocalDate day) {
        return until != null && day.isAfter(until);
    }

    /**
     * Whether the entry means that call site under that rule. A value that one of the two lacks makes no difference: a
     * scan of a folder names no jar, and not every frame has a descriptor.
     */
    public boolean names(String ofRule, SiteKey site) {
        return rule.equals(ofRule)
                && key.callerClass().equals(site.callerClass())
                && key.callerMethod().equals(site.callerMethod())
                && same(key.callerDescriptor(), site.callerDescriptor())
                && key.kind() == site.kind()
                && key.target().equals(site.target())
                && same(key.artifact(), site.artifact());
    }

    private static boolean same(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
