package dev.lastcall.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * Reads durations as people write them: a whole number and a unit, as in {@code 24h}, or several in a row, as in {@code
 * 1d12h}. Units are {@code s}, {@code m}, {@code h}, {@code d} (24 hours) and {@code w}; each may stand once, in any
 * order. Policies and options of the command line share it. Pure functions.
 */
public final class Durations {
    /** A hundred years, which is longer than any evidence is kept. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String UNITS = "smhdw";
    private static final long[] SECONDS = {1, 60, 3_600, 86_400, 604_800};
    private static final int MOST_DIGITS = 10;
    private static final String EXAMPLE = "write it as in 24h, 30d or 1d12h";

    private final String text;
    private int at;

    private Durations(String text) {
        this.text = text;
    }

    /**
     * The duration that the text stands for; surrounding blanks, and blanks between its parts, are ignored. It may be
     * zero.
     *
     * @throws InvalidDurationException at the first thing that does not fit
     */
    public static Duration parse(String text) throws InvalidDurationException {
        return new Durations(text).parse();
    }

    private Duration parse() throws InvalidDurationException {
        skipBlanks();
        if (at == text.length()) {
            throw wrong("it is empty; " + EXAMPLE, at);
        }
        long seconds = 0;
        String units = "";
        while (at < text.length()) {
            int start = at;
            long number = number();
            int unitStart = at;
            int unit = unit();
            if (units.indexOf(UNITS.charAt(unit)) >= 0) {
                throw wrong("the unit '" + UNITS.charAt(unit) + "' stands twice", unitStart);
            }
            units += UNITS.charAt(unit);
            seconds += number * SECONDS[unit];
            if (seconds > LONGEST.toSeconds()) {
                throw wrong("it is longer than " + LONGEST.toDays() + "d", start);
            }
            skipBlanks();
        }
        return Duration.ofSeconds(seconds);
    }

    private long number() throws InvalidDurationException {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        boolean more = at < text.length();
        if (start == at) {
            throw wrong(
                    text.charAt(at) == '-'
                            ? "it can't be negative"
                            : "a number is missing before '" + text.substring(at) + "'; " + EXAMPLE,
                    at);
        }
        if (more && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            throw wrong("numbers are whole; write 1h30m for an hour and a half", at);
        }
        if (at - start > MOST_DIGITS) {
            throw wrong("it is longer than " + LONGEST.toDays() + "d", start);
        }
        return Long.parseLong(text.substring(start, at));
    }

    /** The index of the next unit in the text. */
    private int unit() throws InvalidDurationException {
        skipBlanks();
        int start = at;
        while (at < text.length() && !isDigit(text.charAt(at)) && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String unit = text.substring(start, at);
        if (unit.isEmpty()) {
            throw wrong("a unit is missing (allowed: s, m, h, d, w); " + EXAMPLE, start);
        }
        int index = unit.length() == 1 ? UNITS.indexOf(unit.charAt(0)) : -1;
        if (index < 0) {
            throw wrong("'" + unit + "' is not a unit" + meant(unit) + " (allowed: s, m, h, d, w)", start);
        }
        return index;
    }

    private static String meant(String unit) {
        String word = unit.toLowerCase(Locale.ROOT);
        if (word.equals("mo") || word.startsWith("mon")) {
            return "; months differ, write 30d";
        }
        if (word.startsWith("y")) {
            return "; years differ, write 365d";
        }
        if (word.startsWith("ms") || word.startsWith("mil")) {
            return "; the shortest is a second";
        }
        char first = word.charAt(0);
        return UNITS.indexOf(first) < 0 ? "" : "; did you mean '" + first + "'?";
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private InvalidDurationException wrong(String what, int index) {
        return new InvalidDurationException("'" + text.strip() + "' is not a duration: " + what, index + 1);
    }
}
