package dev.lastcall.report;

import dev.lastcall.text.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, two blanks apart; the last column takes what is left. Not thread-safe. */
final class Table {
    private static final String GAP = "  ";
    /** What the last column has, whatever the others take. */
    private static final int LEAST = 10;

    private final String indent;
    private final String[] header;
    private final List<String[]> rows = new ArrayList<>();

    /** A heading that starts with {@code >} marks a column of numbers, aligned to the right. */
    Table(String indent, String... header) {
        this.indent = indent;
        this.header = header;
    }

    void row(String... cells) {
        if (cells.length != header.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.length + " columns");
        }
        String[] clean = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            clean[i] = OneLine.of(cells[i]);
        }
        rows.add(clean);
    }

    /** @param columns what does not fit in the last column goes on in the next line */
    void appendTo(StringBuilder out, int columns) {
        String[] titles = new String[header.length];
        for (int i = 0; i < header.length; i++) {
            titles[i] = isNumber(i) ? header[i].substring(1) : header[i];
        }
        int[] widths = widths(titles);
        append(out, titles, widths, columns);
        for (String[] row : rows) {
            append(out, row, widths, columns);
        }
    }

    private int[] widths(String[] titles) {
        int[] widths = new int[titles.length];
        for (int i = 0; i < titles.length; i++) {
            widths[i] = titles[i].length();
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private void append(StringBuilder out, String[] cells, int[] widths, int columns) {
        int last = cells.length - 1;
        int start = indent.length();
        for (int i = 0; i < last; i++) {
            start += widths[i] + GAP.length();
        }
        List<String> parts = Names.lines(cells[last], Math.max(LEAST, columns - start));
        widths[last] = 0;
        for (int part = 0; part < parts.size(); part++) {
            if (part > 0) {
                Arrays.fill(cells, "");
            }
            cells[last] = parts.get(part);
            appendLine(out, cells, widths);
        }
    }

    private void appendLine(StringBuilder out, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - cells[i].length()));
            line.append(i == 0 ? "" : GAP);
            line.append(isNumber(i) ? padding + cells[i] : cells[i] + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private boolean isNumber(int column) {
        return header[column].startsWith(">");
    }
}
