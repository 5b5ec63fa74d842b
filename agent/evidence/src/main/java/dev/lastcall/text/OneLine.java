package dev.lastcall.text;

/**
 * The only escaping for everything that is printed: log lines, first line and summary, reports, verdicts, scans,
 * errors. Names come from class files, ledgers, file systems, settings and threads, and may contain anything. No name
 * can forge a line, control a terminal, or hide or reorder the text beside it.
 *
 * <p>Written out, as Java and JSON do it ({@code \n}, {@code \t}, {@code \}{@code u001b}), are control characters, line
 * and paragraph separators, characters that nobody sees (Unicode's category <em>format</em>: marks that turn the
 * direction, joiners, tags), and halves of surrogate pairs. All else stays as it is. Pure functions, without lambdas:
 * they run at the application's start.
 */
public final class OneLine {
    private static final String HEX = "0123456789abcdef";

    private OneLine() {}

    /** The text on one line. */
    public static String of(String text) {
        return isPlain(text) ? text : escaped(text, false, Integer.MAX_VALUE);
    }

    /**
     * The text on one line, with a maximum length; if it is longer, a note in place of its end says how many characters
     * of the text are missing.
     *
     * @param max in characters, without the note, which has fewer than 40
     */
    public static String of(String text, int max) {
        return text.length() <= max && isPlain(text) ? text : escaped(text, false, max);
    }

    /** Lines that were put together of what is on one line: line feeds stay, with the carriage return before them. */
    public static String lines(String text) {
        return isPlain(text) ? text : escaped(text, true, Integer.MAX_VALUE);
    }

    /** A number of things, in words: {@code 1 rule}, {@code 2 rules}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Prose on one line: white space, including line ends, becomes single spaces, with none at either end. */
    public static String prose(String text) {
        StringBuilder words = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        int end = words.length();
        return of(words.substring(0, end > 0 && words.charAt(end - 1) == ' ' ? end - 1 : end));
    }

    /**
     * The text unescaped, for those who escape it themselves: if it takes more than so many characters on one line, its
     * head, which does not, and the note of {@link #of(String, int)}.
     */
    public static String cut(String text, int max) {
        if (text.length() <= max / 6) {
            return text; // six is the most that a character takes
        }
        int kept = fitting(text, max);
        return kept == text.length() ? text : text.substring(0, kept) + note(text.length() - kept);
    }

    /** Whether that code point is escaped. */
    public static boolean escapes(int codePoint) {
        if (codePoint >= ' ' && codePoint <= '~') {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static boolean isPlain(String text) {
        char[] chars = text.toCharArray(); // one call, where charAt takes several for each character
        for (char c : chars) {
            if ((c < ' ' || c > '~') && (Character.isSurrogate(c) || escapes(c))) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text, boolean withLineFeeds, int max) {
        int kept = max == Integer.MAX_VALUE ? text.length() : fitting(text, max);
        StringBuilder line = new StringBuilder(kept + 48);
        int plain = 0; // where the part begins that goes into the line as it is
        int next;
        for (int i = 0; i < kept; i = next) {
            int c = text.charAt(i);
            next = i + 1;
            if (c >= ' ' && c <= '~') {
                continue;
            }
            c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (escapes(c) && !(withLineFeeds && endsLine(text, i))) {
                line.append(text, plain, i);
                for (int at = i; at < next; at++) {
                    append(text.charAt(at), line);
                }
                plain = next;
            }
        }
        line.append(text, plain, kept);
        return kept == text.length()
                ? line.toString()
                : line.append(note(text.length() - kept)).toString();
    }

    private static boolean endsLine(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' || (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n');
    }

    /** How many characters of the text, from its start, fit into so many of a line. */
    private static int fitting(String text, int max) {
        int length = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            length += escapes(c) ? lengthEscaped(c) : next - i;
            if (length > max) {
                return i;
            }
        }
        return text.length();
    }

    private static int lengthEscaped(int c) {
        return c == '\n' || c == '\r' || c == '\t' ? 2 : 6 * Character.charCount(c);
    }

    private static String note(int missing) {
        return "…[" + count(missing, "more character") + "]";
    }

    private static void append(char c, StringBuilder line) {
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                line.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    line.append(HEX.charAt((c >> shift) & 0xf));
                }
            }
        }
    }
}
