package dev.lastcall.verdict;

import dev.lastcall.evidence.CallHistory;

/**
 * The times of calls that a block would refuse, for one rule and one service or jar. Immutable.
 *
 * @param rule the rule's id
 * @param by whether it is for a service or a jar
 * @param name of the service; of the jar without folder and version, or else the code source; empty if not known
 * @param history of all calls from sites that the policy of the question refuses
 */
public record OpenHistory(String rule, By by, String name, CallHistory history) {
    /** What the calls are grouped by. */
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
