package dev.lastcall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CODEOWNERS file, as GitHub reads it: a pattern and its owners a line, and the last pattern that matches counts; one
 * without owners takes them away. Immutable.
 *
 * @param passedOver lines that GitHub passes over too, each with its number
 */
record CodeOwners(List<Entry> entries, List<String> passedOver) {
    CodeOwners {
        entries = List.copyOf(entries);
        passedOver = List.copyOf(passedOver);
    }

    /** A line. */
    record Entry(Pattern paths, List<String> owners) {
        Entry {
            owners = List.copyOf(owners);
        }
    }

    static CodeOwners parse(String text) {
        List<Entry> entries = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> words = words(lines.get(i));
            if (words.isEmpty()) {
                continue;
            }
            String pattern = words.get(0);
            if (pattern.startsWith("!") || pattern.indexOf('[') >= 0 || pattern.startsWith("^")) {
                passedOver.add("line " + (i + 1) + ": '" + pattern + "' is no pattern that CODEOWNERS knows");
            } else {
                entries.add(new Entry(regex(pattern), words.subList(1, words.size())));
            }
        }
        return new CodeOwners(entries, passedOver);
    }

    /** The owners of that file. */
    List<String> of(String path) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).paths().matcher(path).matches()) {
                return entries.get(i).owners();
            }
        }
        return List.of();
    }

    /** The words of a line up to a comment; a backslash makes a blank or a hash part of a word. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '#' && word.isEmpty()) {
                break;
            } else if (Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * As in gitignore: a slash at the beginning or inside ties it to the root, one at the end means a folder, and what
     * matches a folder matches all below it. Only {@code docs/*} does not: it means the files of that folder.
     */
    private static Pattern regex(String pattern) {
        boolean folder = pattern.endsWith("/");
        String bare = folder ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean tied = bare.indexOf('/') >= 0 || pattern.equals("/");
        if (bare.startsWith("/")) {
            bare = bare.substring(1);
        }
        StringBuilder regex = new StringBuilder(tied ? "" : "(?:.*/)?");
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (bare.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (bare.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        boolean files = bare.endsWith("/*");
        boolean all = bare.isEmpty() || bare.endsWith("**");
        regex.append(all ? ".*" : folder ? "/.*" : files ? "" : "(?:/.*)?");
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
