package dev.lastcall.policyfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** What the YAML engine complains about, as problems with a place; and the order of a file's problems. */
final class YamlErrors {
    private YamlErrors() {}

    /** Sorts the problems of one file as they stand in it. */
    static void sort(List<Problem> problems) {
        problems.sort(Comparator.comparing(YamlErrors::line).thenComparing(YamlErrors::column));
    }

    static Problem problem(String file, String text, RuntimeException e) {
        if (e instanceof MarkedYamlEngineException marked) {
            return new Problem(
                    file + position(marked), "the YAML can't be read: " + reason(marked) + remedy(marked, text));
        }
        if (e instanceof ReaderException reader) {
            return new Problem(
                    file + position(text, reader.getPosition()),
                    "the YAML can't be read: the character U+" + Integer.toHexString(reader.getCodePoint())
                            + " is not allowed");
        }
        return new Problem(file, "the YAML can't be read: " + e.getMessage());
    }

    private static int line(Problem problem) {
        String place = problem.place();
        int end = place.lastIndexOf(':');
        return end < 0 ? 0 : number(place.substring(0, end));
    }

    private static int column(Problem problem) {
        return number(problem.place());
    }

    /** The number after the last colon; 0 if there is none. */
    private static int number(String place) {
        String digits = place.substring(place.lastIndexOf(':') + 1);
        boolean isNumber = digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    }

    private static String reason(MarkedYamlEngineException e) {
        List<String> parts = new ArrayList<>();
        for (String part : new String[] {e.getContext(), e.getProblem()}) {
            if (part != null && !part.isBlank()) {
                parts.add(part);
            }
        }
        return Spelling.joined(parts);
    }

    /** What a signature or message often lacks to be YAML. */
    private static String remedy(MarkedYamlEngineException e, String text) {
        Mark mark = mark(e);
        if (mark == null) {
            return "";
        }
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        if (line.codePointCount(0, line.length()) < mark.getColumn()) {
            return ""; // YAML knows other line ends than Java
        }
        String before = line.substring(0, line.offsetByCodePoints(0, mark.getColumn()));
        if (line.startsWith("@", before.length())) {
            return "; put quotes around a text that starts with '@'";
        }
        if (before.endsWith("*")) {
            return "; put quotes around a text that starts with '*'";
        }
        return line.startsWith(":", before.length()) ? "; put quotes around a text that holds ': '" : "";
    }

    private static String position(MarkedYamlEngineException e) {
        Mark mark = mark(e);
        return mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static @Nullable Mark mark(MarkedYamlEngineException e) {
        return e.getProblemMark().or(e::getContextMark).orElse(null);
    }

    private static String position(String text, int index) {
        int end = Math.min(index, text.length());
        int line = 1;
        for (int i = 0; i < end; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        int before = end == 0 ? -1 : text.lastIndexOf('\n', end - 1);
        return ":" + line + ":" + (end - before);
    }
}
