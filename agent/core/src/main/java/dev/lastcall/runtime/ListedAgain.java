package dev.lastcall.runtime;

import dev.lastcall.settings.Settings;
import java.util.List;

/** What is said if a command line lists the agent more than once. Pure. */
final class ListedAgain {
    private ListedAgain() {}

    /**
     * @param running whether there is an agent; else its start has failed, which was said
     * @param first the argument of the agent that runs
     * @param again the argument that comes to nothing
     */
    static String text(boolean running, String first, String again) {
        if (!running) {
            return "lastcall: the first -javaagent did not start, and a second one is not used";
        }
        List<String> lost = Settings.differences(first, again);
        return "lastcall: the agent is already running in this process, with the settings of the first -javaagent; "
                + (lost.isEmpty()
                        ? "the second one sets nothing else"
                        : "these of the second one are not used: " + String.join(", ", lost));
    }
}
