package dev.lastcall.log;

import com.google.gson.JsonObject;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Target;
import dev.lastcall.text.OneLine;

/**
 * The log line as one JSON object, with the words of the JSON report for what both have. Pure functions.
 */
final class JsonLine {
    private JsonLine() {}

    /** The object, without line end. {@code message} is there if the rule has one, {@code allowedBy} if allowed. */
    static String of(CallEvent event) {
        JsonObject line = head(event.timeMillis());
        line.addProperty("rule", event.site().rule());
        line.addProperty("role", event.site().role().label());
        line.addProperty("kind", event.site().kind().label());
        line.add("caller", caller(event.site().caller()));
        line.add("target", target(event.site().target()));
        addUnlessEmpty("message", event.message(), line);
        line.addProperty("call", event.call());
        line.addProperty("outcome", event.outcome().label());
        addUnlessEmpty("allowedBy", event.allowedBy(), line);
        line.addProperty("thread", event.thread());
        return oneLine(line);
    }

    /** A line of the agent's own, not about a call. */
    static String note(long timeMillis, String text) {
        JsonObject line = head(timeMillis);
        line.addProperty("text", OneLine.cut(text, LineLimits.NOTE));
        return oneLine(line);
    }

    private static JsonObject head(long timeMillis) {
        JsonObject line = new JsonObject();
        line.addProperty("timestamp", LogLine.timestamp(timeMillis));
        line.addProperty("level", LogLine.LEVEL);
        line.addProperty("logger", LogLine.LOGGER);
        return line;
    }

    private static JsonObject caller(Caller caller) {
        JsonObject object = new JsonObject();
        object.addProperty("class", caller.className());
        object.addProperty("method", caller.method());
        object.addProperty("descriptor", caller.descriptor());
        object.addProperty("line", caller.line());
        object.addProperty("source", caller.source());
        object.addProperty("codeSource", caller.codeSource());
        object.addProperty("loader", caller.loader());
        return object;
    }

    private static JsonObject target(Target target) {
        JsonObject object = new JsonObject();
        object.addProperty("class", target.className());
        object.addProperty("member", target.member());
        object.addProperty("descriptor", target.descriptor());
        return object;
    }

    private static void addUnlessEmpty(String name, String value, JsonObject line) {
        if (!value.isEmpty()) {
            line.addProperty(name, value);
        }
    }

    /** JSON lets a few line breaks stand as they are (U+0085); its escapes are the same as ours. */
    private static String oneLine(JsonObject line) {
        return OneLine.of(line.toString());
    }
}
