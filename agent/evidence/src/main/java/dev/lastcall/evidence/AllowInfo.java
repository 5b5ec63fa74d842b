package dev.lastcall.evidence;

/**
 * An allow entry.
 *
 * @param callers the pattern as written
 * @param reason why, as written
 * @param expires the last day on which it allows, as in {@code 2027-03-31}; empty if it stays
 * @param owner who maintains the entry; empty if not given
 */
public record AllowInfo(String callers, String reason, String expires, String owner) {
    /** An entry without an owner. */
    public AllowInfo(String callers, String reason, String expires) {
        this(callers, reason, expires, "");
    }
}
