package dev.lastcall.runtime;

import dev.lastcall.policy.Settings;
import java.util.List;

/** What is said if a command line lists the agent more than once. Pure. */
final class ListedAgain {
    private ListedAgain() {}

    /**
     * @param first the argument of the agent that runs
     * @param again the argument that comes to nothing
     */
    static String text(String first, String again) {
        List<String> lost = Settings.differences(first, again);
        return "lastcall: the agent is already running in this process, with the settings of the first -javaagent; "
                + (lost.isEmpty()
                        ? "the second one sets nothing else"
                        : "these of the second one are not used: " + String.join(", ", lost));
    }
}
