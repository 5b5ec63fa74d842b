package dev.lastcall.proposal;

/**
 * Something deprecated that no rule proposes.
 *
 * @param name class, or {@code CLASS#MEMBER} as a signature would have it; may hold any characters
 */
public record LeftOut(String name, Reason reason) {
    /** Why it is left out. */
    public enum Reason {
        NAME(
                "its name fits into no signature",
                "list the class, or write '@Deprecated in' and the class; in a glob, ? is any character"),
        CONSTANT("a constant that compilers copy", "scan finds who reads it, if it is listed"),
        NO_MEMBER("has no member that could be called", "list it to ask with 'check --for delete' who implements it");

        private final String sentence;
        private final String remedy;

        Reason(String sentence, String remedy) {
            this.sentence = sentence;
            this.remedy = remedy;
        }

        /** What is said of it. */
        public String sentence() {
            return sentence;
        }

        /** What else may be done. */
        public String remedy() {
            return remedy;
        }
    }
}
