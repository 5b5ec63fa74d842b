package dev.lastcall.scan;

import dev.lastcall.evidence.Site;
import java.util.Locale;

/** A call site that was found without running it, and what the policy says of it. */
public record ScannedSite(Site site, State state) {
    /** What the policy says of a call site. */
    public enum State {
        /** To migrate: this is a finding. */
        OPEN,
        /** To migrate, and tolerated until then by a baseline. */
        TOLERATED,
        /** An allow entry that has not expired names the caller. */
        ALLOWED,
        /** Between the rule's own deprecated and canonical classes. */
        DELEGATED,
        /** It reaches a canonical member. */
        CANONICAL;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The word that reports use. */
        public String label() {
            return label;
        }
    }
}
