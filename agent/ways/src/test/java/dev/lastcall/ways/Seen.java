package dev.lastcall.ways;

/**
 * Calls from one place, as another tool saw them.
 *
 * @param caller {@code class#method}
 * @param line 0 or less: unknown
 */
record Seen(String rule, String caller, int line, long calls) {

    /** With the names that javac and the JVM make up traced back to what was written. */
    Seen asWritten() {
        String written = caller.replaceAll("/0x[0-9a-f]+", "")
                .replaceAll("#lambda\\$new\\$\\d+$", "#<init>")
                .replaceAll("#lambda\\$static\\$\\d+$", "#<clinit>")
                .replaceAll("#lambda\\$(\\w+)\\$\\d+$", "#$1")
                .replaceAll("\\$fn__\\d+", "\\$fn__N");
        return new Seen(rule, written, line, calls);
    }
}
