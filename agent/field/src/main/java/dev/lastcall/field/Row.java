package dev.lastcall.field;

import dev.lastcall.jdks.Jdk;
import java.util.List;
import java.util.Locale;

/**
 * A line of the table: one program on one JDK, with something beside.
 *
 * @param output whether it wrote the same with the agent and without
 * @param truth what sites and calls were held against
 * @param notes what differs, a line each
 */
record Row(
        String program,
        String jdk,
        String beside,
        String ready,
        String output,
        String sites,
        String calls,
        String truth,
        String exit,
        String verdict,
        List<String> notes) {
    static final String PASS = "pass";
    static final String FAIL = "FAIL";
    static final String SKIPPED = "skipped";
    private static final String LINE = "%-10s %-7s %-14s %-6s %-7s %7s %10s  %-36s %-9s %s";

    Row {
        notes = List.copyOf(notes);
    }

    static String header() {
        return String.format(
                Locale.ROOT,
                LINE,
                "program",
                "JDK",
                "beside",
                "ready",
                "output",
                "sites",
                "calls",
                "truth",
                "exit",
                "verdict");
    }

    /** One that has no figures. */
    static Row without(Program program, Jdk jdk, Beside beside, String verdict, String why) {
        String ready = verdict.equals(FAIL) ? "no" : "-";
        return new Row(
                program.name(),
                jdk.toString(),
                beside.toString(),
                ready,
                "-",
                "-",
                "-",
                "-",
                "-",
                verdict,
                List.of(why));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                        Locale.ROOT, LINE, program, jdk, beside, ready, output, sites, calls, truth, exit, verdict)
                .stripTrailing());
        for (String note : notes) {
            text.append("\n    ").append(note);
        }
        return text.toString();
    }
}
