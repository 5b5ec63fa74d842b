package dev.lastcall.runtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What our command line asks of an agent in another process.
 *
 * @param argument the settings, as in an agent argument
 * @param answerFile path of a file that waits for an answer
 */
record Request(String argument, String answerFile) {
    /**
     * An argument that starts so comes from our command line: the text up to the first comma behind it is a file that
     * waits for an answer.
     */
    static final String ANSWER = "answer=";

    /** The same, as long, from a command that only changes an agent that runs. */
    static final String CHANGE = "change=";

    /**
     * Null if no file is named.
     *
     * @param given an argument that starts with {@link #ANSWER} or {@link #CHANGE}
     */
    static @Nullable Request of(String given) {
        int comma = given.indexOf(',');
        int end = comma < 0 ? given.length() : comma;
        String file = given.substring(ANSWER.length(), end);
        return file.isEmpty() ? null : new Request(given.substring(Math.min(end + 1, given.length())), file);
    }

    void answer(String text) {
        try (FileOutputStream out = new FileOutputStream(answerFile)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyWaits) {
            // the command says that there was no answer
        }
    }
}
