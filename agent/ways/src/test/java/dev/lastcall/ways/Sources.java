package dev.lastcall.ways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rows' source files say beyond their classes: their order, and the lines marked {@code // <- here}. */
final class Sources {
    private static final Pattern ROW =
            Pattern.compile("    (?:public )?static (?:final )?class (\\w+) extends \\w+ \\{");
    private static final Pattern MARK = Pattern.compile("// <- here");

    private Sources() {}

    static List<String> rowsOf(Class<?> group) {
        List<String> rows = new ArrayList<>();
        for (String line : lines(group)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1));
            }
        }
        return rows;
    }

    /** The marked lines of a row; empty: none is told. */
    static Set<Integer> marked(WayRow wanted) {
        Set<Integer> marked = new TreeSet<>();
        String current = "";
        int number = 0;
        for (String line : lines(wanted.type().getEnclosingClass())) {
            number++;
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                current = row.group(1);
            } else if (current.equals(wanted.type().getSimpleName())
                    && MARK.matcher(line).find()) {
                marked.add(number);
            }
        }
        return marked;
    }

    private static List<String> lines(Class<?> group) {
        Path file = Path.of("src/test/java", group.getName().replace('.', '/') + ".java");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
