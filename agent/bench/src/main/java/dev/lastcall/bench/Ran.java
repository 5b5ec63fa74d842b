package dev.lastcall.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A process that has ended.
 *
 * @param cpuSeconds of all its threads, user and system, as the kernel accounts them to the parent that reaps it
 */
record Ran(double cpuSeconds, String out, String err) {
    /**
     * What follows that word and a blank, or a tab, at the start of a line of the output, up to the end of the line.
     */
    String after(String word) {
        for (String line : out.split("\n", -1)) {
            if (line.startsWith(word + " ") || line.startsWith(word + "\t")) {
                return line.substring(word.length() + 1).strip();
            }
        }
        throw new IllegalStateException("no line starts with '" + word + "':\n" + out + err);
    }

    /** The lines of the output that hold that text. */
    List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : out.split("\n", -1)) {
            if (line.contains(text)) {
                lines.add(line);
            }
        }
        return lines;
    }
}
