package dev.lastcall.policyfile;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Lists that are written as one text. */
public final class Texts {
    private Texts() {}

    /**
     * A part of a list.
     *
     * @param text without surrounding blanks, never empty
     * @param offset of the part's first character in the whole text
     */
    public record Part(String text, int offset) {}

    /** The text with a blank for each control character: a value of several lines is one of several words. */
    public static String oneLine(String text) {
        char[] chars = text.toCharArray(); // few calls, since a policy may have thousands of texts
        boolean changed = false;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (Character.isISOControl(c)) {
                chars[i] = ' ';
                changed = true;
            }
        }
        return changed ? new String(chars) : text;
    }

    /** The parts between commas that stand outside parentheses; empty parts are left out. */
    public static List<Part> splitAtCommas(String text) {
        return split(text, ',', ',');
    }

    /** The parts between commas or semicolons that stand outside parentheses; empty parts are left out. */
    public static List<Part> split(String text) {
        return split(text, ',', ';');
    }

    private static List<Part> split(String text, char separator, char other) {
        List<Part> parts = new ArrayList<>();
        char[] chars = text.toCharArray(); // one call, where charAt takes several for each character
        int depth = 0;
        int start = 0;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && (c == separator || c == other)) {
                add(text, start, i, parts);
                start = i + 1;
            }
        }
        add(text, start, chars.length, parts);
        return parts;
    }

    /** The paths between path separators, empty ones left out. */
    public static List<String> paths(String text) {
        List<String> paths = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(File.pathSeparatorChar, start);
            String path = text.substring(start, end < 0 ? text.length() : end).strip();
            if (!path.isEmpty()) {
                paths.add(path);
            }
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        return paths;
    }

    private static void add(String text, int from, int to, List<Part> parts) {
        String part = text.substring(from, to).stripLeading();
        if (!part.isEmpty()) {
            parts.add(new Part(part.stripTrailing(), to - part.length()));
        }
    }
}
