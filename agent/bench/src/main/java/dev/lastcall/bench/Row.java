package dev.lastcall.bench;

import java.util.Locale;

/**
 * A line of the result.
 *
 * @param limit empty if there is none: then the line only informs
 * @param measured with its unit
 * @param remark how it was measured, or what stands beside it
 */
record Row(String what, String limit, String measured, Verdict verdict, String remark) {
    enum Verdict {
        PASS("pass"),
        SHORT("SHORT"),
        /** Too few undisturbed measurements, or the JDK can't do it. */
        UNKNOWN("?"),
        INFORMATION("");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }
    }

    /** What must not exceed a limit. */
    static Row atMost(String what, double limit, double measured, String unit, String remark) {
        return new Row(
                what,
                "≤ " + number(limit) + unit,
                number(measured) + unit,
                verdict(measured, measured <= limit),
                remark);
    }

    /** What must reach a limit. */
    static Row atLeast(String what, double limit, double measured, String unit, String remark) {
        return new Row(
                what,
                "≥ " + number(limit) + unit,
                number(measured) + unit,
                verdict(measured, measured >= limit),
                remark);
    }

    static Row information(String what, double measured, String unit, String remark) {
        return new Row(what, "", number(measured) + unit, Verdict.INFORMATION, remark);
    }

    static Row unknown(String what, String why) {
        return new Row(what, "", "–", Verdict.UNKNOWN, why);
    }

    private static Verdict verdict(double measured, boolean holds) {
        return Double.isNaN(measured) ? Verdict.UNKNOWN : holds ? Verdict.PASS : Verdict.SHORT;
    }

    private static String number(double value) {
        if (Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    String asLine() {
        return String.format(Locale.ROOT, "%-58s %12s %14s  %-6s %s", what, limit, measured, verdict.label, remark)
                .stripTrailing();
    }
}
