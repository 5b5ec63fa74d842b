package dev.lastcall.field;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Output without what differs from run to run: folders, numbers, hashes, the order of lines, and Lastcall's own lines.
 */
final class Normalized {
    private static final Pattern HEX = Pattern.compile("\\b(?=[0-9a-f]*\\d)[0-9a-f]{6,}\\b");
    private static final Pattern UNIT = Pattern.compile("#\\s*(ms|s|milliseconds|seconds)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,:]\\d+)*");

    private Normalized() {}

    /** Sorted, since threads write by turns. */
    static List<String> lines(String text, Path folder) {
        return text.replace(folder.toString(), ".")
                .lines()
                .filter(line -> !line.startsWith("lastcall: ") && !line.startsWith("lastcall ") && !line.isBlank())
                .map(Normalized::line)
                .sorted()
                .toList();
    }

    private static String line(String line) {
        String numbered = NUMBER.matcher(HEX.matcher(line).replaceAll("#")).replaceAll("#");
        return UNIT.matcher(numbered).replaceAll("# ms").strip();
    }
}
