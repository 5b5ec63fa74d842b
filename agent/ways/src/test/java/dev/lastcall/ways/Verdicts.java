package dev.lastcall.ways;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what was measured with what the rows admit. Pure. */
final class Verdicts {
    private Verdicts() {}

    /** Each answer that is no without a reason in the row's source, or yes in spite of one, with its JDKs. */
    static List<String> faults(Map<Integer, Map<WayRow, Cell>> byJdk) {
        Map<String, List<Integer>> faults = new TreeMap<>();
        byJdk.forEach((jdk, cells) -> cells.forEach((row, cell) -> {
            add(row, "counted", cell.counted(), row.way().notCounted(), jdk, faults);
            add(row, "attributed", cell.attributed(), row.way().notAttributed(), jdk, faults);
            add(row, "blocked", cell.blocked(), row.way().notBlocked(), jdk, faults);
        }));
        List<String> lines = new ArrayList<>();
        faults.forEach((fault, jdks) -> lines.add(fault + " on " + jdks));
        return lines;
    }

    private static void add(
            WayRow row, String what, String wrong, String reason, int jdk, Map<String, List<Integer>> faults) {
        String where = row.group() + "." + row.type().getSimpleName() + " " + what + ": ";
        String fault = "";
        if (!wrong.isEmpty() && reason.isEmpty()) {
            fault = where + wrong;
        } else if (wrong.isEmpty() && !reason.isEmpty()) {
            fault = where + "yes, so the row must not say: " + reason;
        }
        if (!fault.isEmpty()) {
            faults.computeIfAbsent(fault, key -> new ArrayList<>()).add(jdk);
        }
    }
}
