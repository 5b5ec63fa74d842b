package dev.lastcall.launch;

/** Which Java the agent runs on. */
final class JavaVersion {
    static final int OLDEST = 17;

    private JavaVersion() {}

    /**
     * Why the agent can't run on that Java; null if it can.
     *
     * @param specification the system property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 17}
     */
    static String refusal(String specification) {
        return feature(specification) >= OLDEST
                ? null
                : "needs Java " + OLDEST + " or later, and this is Java " + specification;
    }

    private static int feature(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
