package dev.lastcall.log;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.text.OneLine;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The text of a log line. Pure functions; one event is one line, whatever stands in its names. */
final class LogLine {
    static final String LEVEL = "WARN";
    static final String LOGGER = "lastcall";

    private LogLine() {}

    /** The whole line, without line end. */
    static String text(CallEvent event) {
        return head(event.timeMillis()) + message(event);
    }

    /** A line of the agent's own, not about a call. */
    static String note(long timeMillis, String text) {
        return head(timeMillis) + OneLine.of(text, LineLimits.NOTE);
    }

    /** The line without time, level and logger: what {@code %msg} prints in a user's own pattern. */
    static String message(CallEvent event) {
        Site site = event.site();
        String advice = event.message().isEmpty() ? "" : ": " + event.message();
        return OneLine.of("[" + site.rule() + "] " + site.caller().asStackFrame() + ' ' + verb(site) + ' '
                + site.role().label() + ' ' + reference(site.target()) + advice + ' ' + circumstances(event));
    }

    /**
     * Always UTC and always three digits of milliseconds, so that lines sort and align. Without a formatter of the JDK,
     * whose first use loads locales and takes tens of milliseconds.
     */
    static String timestamp(long timeMillis) {
        long second = Math.floorDiv(timeMillis, 1_000);
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        pad(time.getYear(), 4, text).append('-');
        pad(time.getMonthValue(), 2, text).append('-');
        pad(time.getDayOfMonth(), 2, text).append('T');
        pad(time.getHour(), 2, text).append(':');
        pad(time.getMinute(), 2, text).append(':');
        pad(time.getSecond(), 2, text).append('.');
        return pad((int) Math.floorMod(timeMillis, 1_000L), 3, text).append('Z').toString();
    }

    private static StringBuilder pad(int number, int digits, StringBuilder text) {
        String decimal = Integer.toString(number);
        for (int i = decimal.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(decimal);
    }

    private static String head(long timeMillis) {
        return timestamp(timeMillis) + ' ' + LEVEL + ' ' + LOGGER + ' ';
    }

    private static String verb(Site site) {
        if (site.kind() == Kind.FIELD_READ) {
            return "reads";
        }
        if (site.kind() == Kind.FIELD_WRITE) {
            return "writes";
        }
        // reflection and method handles don't always say whether they read or write
        return site.target().descriptor().startsWith("(") ? "calls" : "accesses";
    }

    /** As Java source writes it: {@code <init>} is for those who read class files. */
    private static String reference(Target target) {
        String reference = target.asReference();
        String constructor = target.className() + ".<init>(";
        return reference.startsWith(constructor)
                ? "new " + target.className() + '(' + reference.substring(constructor.length())
                : reference;
    }

    /** The number has no thousands separators, so that a script can read it. */
    private static String circumstances(CallEvent event) {
        String outcome =
                event.outcome() == Outcome.LOGGED ? "" : ", " + event.outcome().label();
        String thread = event.thread().isEmpty() ? "" : ", " + event.thread();
        return "[call " + event.call() + outcome + thread + ']';
    }
}
