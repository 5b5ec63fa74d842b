package dev.lastcall.field;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code report --format json} says. */
record Reported(JsonObject json) {
    static Reported of(String text) {
        return new Reported(JsonParser.parseString(text).getAsJsonObject());
    }

    /** Calls by their sites, without those of other agents and without sites that were never called. */
    SortedMap<Site, Long> calls(Beside beside) {
        SortedMap<Site, Long> calls = new TreeMap<>();
        for (JsonObject site : objects("sites")) {
            JsonObject caller = site.getAsJsonObject("caller");
            String className = caller.get("class").getAsString();
            long times = site.get("calls").getAsLong();
            if (times > 0 && !beside.owns(className) && !beside.owns(text(caller, "loader"))) {
                JsonObject target = site.getAsJsonObject("target");
                calls.merge(
                        new Site(
                                className,
                                Math.max(0, caller.get("line").getAsInt()),
                                text(target, "class") + "#" + text(target, "member") + text(target, "descriptor")),
                        times,
                        Long::sum);
            }
        }
        return calls;
    }

    List<String> blindSpots() {
        return objects("blindSpots").stream()
                .map(spot -> text(spot, "class") + ": " + text(spot, "reason"))
                .toList();
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    private List<JsonObject> objects(String name) {
        return json.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
