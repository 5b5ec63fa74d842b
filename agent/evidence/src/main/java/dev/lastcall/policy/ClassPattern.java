package dev.lastcall.policy;

/**
 * A binary class name, or a glob over such names: {@code ?} is one character and {@code *} any number of them inside
 * one package segment, {@code **} any number across segments. Immutable.
 *
 * @param text the name or glob
 */
public record ClassPattern(String text) {
    /** A bit for each character of a plain name below U+0040: digits and {@code $}. */
    private static final long TO_63 = 0x03ff_0010_0000_0000L;
    /** A bit for each character of a plain name from U+0040 to U+007F: letters. */
    private static final long FROM_64 = 0x07ff_fffe_07ff_fffeL;

    private static final int NONE = -1;

    /** Stands where the pattern has ended; no name holds it. */
    private static final char END = 0;

    /** True if this is a plain name, without {@code *} or {@code ?}. */
    public boolean isExact() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** The part before the first wildcard: every name that matches starts with it. */
    public String literalPrefix() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** Whether the binary name is meant. */
    public boolean matches(String className) {
        return matches(text, className);
    }

    /**
     * The number of steps is bounded by the product of both lengths, whatever the pattern is.
     *
     * <p>A star stands for as little as possible, and for one character more when what follows does not fit. Only the
     * last star is tried again: if an earlier one took more, those behind it would have less. A single star takes more
     * until its segment ends, then only the double star before it does. If single stars followed, it takes the rest of
     * its segment at once: from a later start in the same segment, they would meet the same segments again.
     */
    static boolean matches(CharSequence pattern, CharSequence name) {
        int p = 0;
        int n = 0;
        int star = NONE; // where the pattern goes on behind the last single star of this segment
        int taken = 0; // what that star stands for ends here
        int across = NONE; // where it goes on behind the last double star
        int crossed = 0; // what that one stands for ends here
        boolean starred = false; // whether a single star followed it
        while (true) {
            char c = p < pattern.length() ? pattern.charAt(p) : END;
            if (c == '*') {
                p++;
                if (p < pattern.length() && pattern.charAt(p) == '*') {
                    p++;
                    across = p;
                    crossed = n;
                    star = NONE;
                    starred = false;
                } else {
                    star = p;
                    taken = n;
                    starred = true;
                }
            } else if (n < name.length() && fits(c, name.charAt(n))) {
                p++;
                n++;
                star = c == '.' ? NONE : star;
            } else if (c == END && n == name.length()) {
                return true;
            } else if (star != NONE && taken < name.length() && name.charAt(taken) != '.') {
                taken++;
                p = star;
                n = taken;
            } else if (across != NONE && crossed < name.length()) {
                crossed = starred ? behindSegment(name, crossed) : crossed + 1;
                star = NONE;
                starred = false;
                p = across;
                n = crossed;
            } else {
                return false;
            }
        }
    }

    private static boolean fits(char wanted, char c) {
        return wanted == '?' ? c != '.' : wanted == c && wanted != END;
    }

    private static int behindSegment(CharSequence name, int from) {
        int n = from;
        while (n < name.length() && name.charAt(n) != '.') {
            n++;
        }
        return Math.min(n + 1, name.length());
    }

    /** Whether the text is a class name of ASCII letters and digits: what most are, of thousands read at the start. */
    public static boolean isPlainName(String text) {
        return isPlainName(text, 0, text.length());
    }

    /** Whether that part of a text is. */
    public static boolean isPlainName(String text, int start, int end) {
        char before = '.';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean inName = c < 128 && ((c < 64 ? TO_63 : FROM_64) >>> c & 1) != 0;
            if (!inName && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }
}
