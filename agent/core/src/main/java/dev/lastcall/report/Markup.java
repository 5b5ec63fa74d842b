package dev.lastcall.report;

import dev.lastcall.text.OneLine;

/**
 * HTML in the making. Text and attribute values are escaped here and nowhere else: no name, message or path ends an
 * element or an attribute, and no character of it hides or reorders what stands beside it. Not thread-safe.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /** An element's start; attributes in turn, a name and a value. */
    Markup open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(OneLine.of(attributes[i + 1]));
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Markup close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** Text on one line. */
    Markup text(String text) {
        escape(OneLine.of(text));
        return this;
    }

    /** Text on one line, which may be broken behind the dots and brackets of names. */
    Markup prose(String text) {
        String line = OneLine.of(text);
        int start = 0;
        for (int i = 0; i + 1 < line.length(); i++) {
            if (".(/#$".indexOf(line.charAt(i)) >= 0 && Character.isLetter(line.charAt(i + 1))) {
                escape(line.substring(start, i + 1));
                out.append("<wbr>");
                start = i + 1;
            }
        }
        escape(line.substring(start));
        return this;
    }

    /** A whole element that holds text alone; with an empty class none is written. */
    Markup element(String element, String className, String text) {
        if (className.isEmpty()) {
            open(element);
        } else {
            open(element, "class", className);
        }
        return text(text).close(element);
    }

    /** A line feed between elements, for those who read the source. */
    Markup line() {
        out.append('\n');
        return this;
    }

    /** What is HTML already, and ours. */
    Markup raw(String html) {
        out.append(html);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
