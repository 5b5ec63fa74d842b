package dev.lastcall.text;

import java.util.Locale;

/** Writes texts into YAML. A pure function. */
public final class YamlText {
    private YamlText() {}

    /**
     * The text as a double-quoted scalar on one line (YAML 1.2.2, section 7.3.1), which reads back as it is: no text
     * ends the scalar, and what {@link OneLine} writes out is written out.
     */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (OneLine.escapes(c)) {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
