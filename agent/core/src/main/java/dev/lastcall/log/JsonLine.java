package dev.lastcall.log;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Target;
import dev.lastcall.json.JsonText;
import dev.lastcall.text.OneLine;

/**
 * The log line as one JSON object, with the words of the JSON report for what both have. Pure functions.
 */
final class JsonLine {
    private JsonLine() {}

    /** The object, without line end. {@code message} is there if the rule has one, {@code allowedBy} if allowed. */
    static String of(CallEvent event) {
        JsonText line = head(event.timeMillis());
        line.name("rule").value(event.site().rule());
        line.name("role").value(event.site().role().label());
        line.name("kind").value(event.site().kind().label());
        caller(event.site().caller(), line);
        target(event.site().target(), line);
        addUnlessEmpty("message", event.message(), line);
        line.name("call").value(event.call());
        line.name("outcome").value(event.outcome().label());
        addUnlessEmpty("allowedBy", event.allowedBy(), line);
        line.name("thread").value(event.thread());
        return line.endObject().text();
    }

    /** A line of the agent's own, not about a call. */
    static String note(long timeMillis, String text) {
        JsonText line = head(timeMillis);
        line.name("text").value(OneLine.cut(text, LineLimits.NOTE));
        return line.endObject().text();
    }

    private static JsonText head(long timeMillis) {
        JsonText line = JsonText.oneLine().beginObject();
        line.name("timestamp").value(LogLine.timestamp(timeMillis));
        line.name("level").value(LogLine.LEVEL);
        line.name("logger").value(LogLine.LOGGER);
        return line;
    }

    private static void caller(Caller caller, JsonText line) {
        line.name("caller").beginObject();
        line.name("class").value(caller.className());
        line.name("method").value(caller.method());
        line.name("descriptor").value(caller.descriptor());
        line.name("line").value(caller.line());
        line.name("source").value(caller.source());
        line.name("codeSource").value(caller.codeSource());
        line.name("loader").value(caller.loader());
        line.endObject();
    }

    private static void target(Target target, JsonText line) {
        line.name("target").beginObject();
        line.name("class").value(target.className());
        line.name("member").value(target.member());
        line.name("descriptor").value(target.descriptor());
        line.endObject();
    }

    private static void addUnlessEmpty(String name, String value, JsonText line) {
        if (!value.isEmpty()) {
            line.name(name).value(value);
        }
    }
}
