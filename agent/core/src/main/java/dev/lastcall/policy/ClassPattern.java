package dev.lastcall.policy;

/**
 * A binary class name, or a glob over such names: {@code ?} is one character and {@code *} any number of them inside one
 * package segment, {@code **} any number across segments. Immutable.
 *
 * @param text the name or glob
 */
public record ClassPattern(String text) {

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
        return matches(0, className, 0);
    }

    private boolean matches(int at, String name, int from) {
        int p = at;
        int n = from;
        while (p < text.length()) {
            char c = text.charAt(p);
            if (c == '*') {
                boolean across = p + 1 < text.length() && text.charAt(p + 1) == '*';
                return matchesStar(across ? p + 2 : p + 1, name, n, across);
            }
            if (n == name.length() || (c == '?' ? name.charAt(n) == '.' : name.charAt(n) != c)) {
                return false;
            }
            p++;
            n++;
        }
        return n == name.length();
    }

    private boolean matchesStar(int rest, String name, int from, boolean across) {
        for (int n = from; n <= name.length(); n++) {
            if (matches(rest, name, n)) {
                return true;
            }
            if (n < name.length() && name.charAt(n) == '.' && !across) {
                return false;
            }
        }
        return false;
    }
}
