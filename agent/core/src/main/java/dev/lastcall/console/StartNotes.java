package dev.lastcall.console;

import dev.lastcall.text.OneLine;
import java.util.List;

/** What the agent says below its first line, if what it was given hardly does what was meant. Pure. */
public final class StartNotes {
    private static final int MOST_HINTS = 3;

    private StartNotes() {}

    /**
     * Without a rule nothing is watched: a block of lines, each after a line feed.
     *
     * @param jar path of lastcall.jar
     */
    public static String nothingIsWatched(String jar) {
        String tool = "java -jar " + ShellWord.of(jar);
        return line("NOTHING IS WATCHED: no rule was given, so no call is counted, logged or refused.")
                + line(
                        "  Name a class:       LASTCALL_DEPRECATED=com.acme.OldFactory, or -javaagent:lastcall.jar=deprecated=com.acme.OldFactory")
                + line(
                        "  or a policy file:   LASTCALL_POLICY=policy.yaml, or -javaagent:lastcall.jar=policy=policy.yaml")
                + line("  To have one made:   " + tool + " init app.jar > policy.yaml");
    }

    /** Rules that do less than they say: a line after a line feed. */
    public static String heldBack(String sentence) {
        return line(sentence);
    }

    /** Signatures that hardly mean what they say: a line for each of the first, each after a line feed. */
    public static String hints(List<String> hints) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hints.size() && i < MOST_HINTS; i++) {
            text.append(line("hint: " + hints.get(i)));
        }
        if (hints.size() > MOST_HINTS) {
            text.append(line("hint: " + OneLine.count(hints.size() - MOST_HINTS, "more hint")
                    + "; 'policy check' gives all of them"));
        }
        return text.toString();
    }

    private static String line(String text) {
        return "\nlastcall: " + OneLine.of(text);
    }
}
