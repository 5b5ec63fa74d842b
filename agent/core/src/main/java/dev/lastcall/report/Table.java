package dev.lastcall.report;

import dev.lastcall.text.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, two blanks apart; the last column is as wide as it likes. Not thread-safe. */
final class Table {
    private static final String GAP = "  ";

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

    /** More of the row before, in its last column. */
    void more(String lastCell) {
        String[] cells = new String[header.length];
        Arrays.fill(cells, "");
        cells[header.length - 1] = lastCell;
        row(cells);
    }

    void appendTo(StringBuilder out) {
        String[] titles = new String[header.length];
        for (int i = 0; i < header.length; i++) {
            titles[i] = isNumber(i) ? header[i].substring(1) : header[i];
        }
        int[] widths = widths(titles);
        append(out, titles, widths);
        for (String[] row : rows) {
            append(out, row, widths);
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

    private void append(StringBuilder out, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : GAP);
            line.append(isNumber(i) ? padding + cells[i] : cells[i] + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private boolean isNumber(int column) {
        return header[column].startsWith(">");
    }
}
