package dev.lastcall.verdict;

import dev.lastcall.evidence.CallHistory;

/**
 * When the calls were that a block would refuse, of one rule and one part of what runs. Immutable.
 *
 * @param rule the rule's id
 * @param by what the part is
 * @param name of the service; of the jar without folder and version, or else the code source; empty if not known
 * @param history of all calls from sites that the policy asked about refuses
 */
public record OpenHistory(String rule, By by, String name, CallHistory history) {
    /** What a part is. */
    public enum By {
        SERVICE("service"),
        JAR("jar");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** The word that reports use. */
        public String word() {
            return word;
        }
    }
}
