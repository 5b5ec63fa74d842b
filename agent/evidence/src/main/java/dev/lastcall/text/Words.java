package dev.lastcall.text;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** How reports write numbers, times and lists. Pure. */
public final class Words {
    /** In columns; a long name may exceed it. */
    private static final int LINE_WIDTH = 120;

    private Words() {}

    /** {@code 1,234}. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 call}, {@code 1,234 calls}. */
    public static String count(long value, String noun) {
        return count(value, noun, noun + 's');
    }

    public static String count(long value, String singular, String plural) {
        return number(value) + ' ' + (value == 1 ? singular : plural);
    }

    /** UTC to the second: {@code 2026-11-23T06:55:52Z}. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The two largest units: {@code 3 days 4 hours}, {@code 12 minutes}, {@code 0 seconds}. */
    public static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        long[] sizes = {86_400, 3_600, 60, 1};
        String[] units = {"day", "hour", "minute", "second"};
        StringBuilder text = new StringBuilder();
        for (int i = 0, parts = 0; i < sizes.length && parts < 2; i++) {
            long count = seconds / sizes[i];
            seconds %= sizes[i];
            if (count > 0) {
                text.append(text.isEmpty() ? "" : " ").append(count(count, units[i]));
            }
            parts += text.isEmpty() ? 0 : 1;
        }
        return text.isEmpty() ? "0 seconds" : text.toString();
    }

    /** The first few, and how many more there are. */
    public static String some(List<String> all, int limit) {
        String first = String.join(", ", all.subList(0, Math.min(limit, all.size())));
        return all.size() <= limit ? first : first + " and " + number(all.size() - limit) + " more";
    }

    /** Prose in lines of {@value #LINE_WIDTH} columns, broken only at blanks, so that names stay whole. */
    public static String wrapped(String firstIndent, String nextIndent, String text) {
        return wrapped(firstIndent, nextIndent, text, LINE_WIDTH, false);
    }

    /** Prose in lines of that many columns, broken at blanks, and inside a name only if it is longer than a line. */
    public static String wrapped(String firstIndent, String nextIndent, String text, int columns) {
        return wrapped(firstIndent, nextIndent, text, columns, true);
    }

    private static String wrapped(
            String firstIndent, String nextIndent, String text, int columns, boolean withinNames) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(firstIndent);
        int indent = firstIndent.length();
        for (String word : OneLine.prose(text).split(" ", -1)) {
            if (line.length() > indent && line.length() + 1 + word.length() > columns) {
                lines.append(line).append('\n');
                line = new StringBuilder(nextIndent);
                indent = nextIndent.length();
            }
            line.append(line.length() > indent ? " " : "").append(word);
            while (withinNames && line.length() > columns) {
                int end = Character.isHighSurrogate(line.charAt(columns - 1)) ? columns - 1 : columns;
                lines.append(line, 0, end).append('\n');
                line = new StringBuilder(nextIndent).append(line, end, line.length());
                indent = nextIndent.length();
            }
        }
        return lines.append(line).append('\n').toString();
    }
}
