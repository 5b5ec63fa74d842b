package dev.lastcall.output;

/**
 * Keeps what comes from class files, settings and thread names on one line, so that no name can forge a second line or
 * steer a terminal.
 */
final class OneLine {
    private static final String HEX = "0123456789abcdef";

    private OneLine() {}

    /** The text with each control character and line or paragraph separator as a Java (and JSON) escape. */
    static String of(String text) {
        char[] chars = text.toCharArray(); // one call, where charAt takes several for each character
        for (char c : chars) {
            if ((c < ' ' || c > '~') && breaks(c)) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (breaks(c)) {
                append(c, line);
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean breaks(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || turnsDirection(c);
    }

    /** Embeddings, overrides and isolates of Unicode's bidirectional algorithm: they reorder what a reader sees. */
    private static boolean turnsDirection(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
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
