package dev.lastcall.runtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What our command line asks of an agent in another process.
 *
 * @param argument the settings, as in an agent argument
 * @param changeOnly whether only an agent that runs is to be changed
 * @param answerFile path of a file that waits for an answer; empty if none does
 */
record Request(String argument, boolean changeOnly, String answerFile) {
    /**
     * An argument that starts so comes from our command line: the text up to the first comma behind it is a file that
     * waits for an answer.
     */
    static final String ANSWER = "answer=";

    /** The same, as long, from a command that only changes an agent that runs. */
    static final String CHANGE = "change=";

    /** @param given an argument that starts with {@link #ANSWER} or {@link #CHANGE} */
    static Request of(String given) {
        int comma = given.indexOf(',');
        int end = comma < 0 ? given.length() : comma;
        return new Request(
                given.substring(Math.min(end + 1, given.length())),
                given.startsWith(CHANGE),
                given.substring(ANSWER.length(), end));
    }

    boolean isAwaited() {
        return !answerFile.isEmpty();
    }

    void answer(String text) {
        if (!isAwaited()) {
            return;
        }
        try (FileOutputStream out = new FileOutputStream(answerFile)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyWaits) {
            // the command says that there was no answer
        }
    }
}
