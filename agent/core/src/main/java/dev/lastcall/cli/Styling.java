package dev.lastcall.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The one place that knows how results look on a terminal. Reports, scans and verdicts are made without colours; each
 * of their lines gets its style by how it begins, for what begins a line is never a name from an application. Pure.
 */
final class Styling {
    private static final String VERDICT = "VERDICT ";
    private static final String TO_MIGRATE = "  To migrate: ";

    private Styling() {}

    /** The text with the terminal's codes, or as it is if colours are off. */
    static String of(String text, Ansi ansi) {
        if (!ansi.enabled()) {
            return text;
        }
        StringBuilder styled = new StringBuilder(text.length() + 256);
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            styled.append(line(text.substring(start, end)));
            if (feed >= 0) {
                styled.append('\n');
            }
            start = end + 1;
        }
        return styled.toString();
    }

    /** What an error message begins with. */
    static String error(String prefix, Ansi ansi) {
        return ansi.enabled() ? with(prefix, Style.bold, Style.fg_red) : prefix;
    }

    private static String line(String line) {
        if (line.startsWith(VERDICT)) {
            return with(VERDICT, Style.bold) + verdict(line.substring(VERDICT.length()));
        }
        if (isVerdict(line)) {
            return verdict(line);
        }
        if (line.equals("No findings")) {
            return with(line, Style.fg_green);
        }
        if (line.startsWith(TO_MIGRATE)) {
            boolean any = Character.isDigit(line.charAt(TO_MIGRATE.length()));
            return with(line, any ? Style.fg_yellow : Style.fg_green);
        }
        return isHeading(line) ? with(line, Style.bold) : line;
    }

    private static boolean isVerdict(String line) {
        return line.equals("GO") || line.equals("NO-GO") || line.equals("UNKNOWN");
    }

    private static String verdict(String result) {
        return with(
                result,
                Style.bold,
                result.equals("GO") ? Style.fg_green : result.equals("NO-GO") ? Style.fg_red : Style.fg_yellow);
    }

    /** Headings begin with a word in capitals. */
    private static boolean isHeading(String line) {
        int end = line.indexOf(' ');
        String word = end < 0 ? line : line.substring(0, end);
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'A' || word.charAt(i) > 'Z') {
                return false;
            }
        }
        return word.length() > 3;
    }

    private static String with(String text, IStyle... styles) {
        return Style.on(styles) + text + Style.reset.on();
    }
}
