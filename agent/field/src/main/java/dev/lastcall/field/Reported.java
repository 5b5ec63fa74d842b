package dev.lastcall.field;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
                calls.merge(site(site), times, Long::sum);
            }
        }
        return calls;
    }

    /** The sites with calls since then; all calls are older if that is null. */
    Set<Site> calledSince(@Nullable Instant time) {
        Set<Site> sites = new TreeSet<>();
        if (time == null) {
            return sites;
        }
        for (JsonObject site : objects("sites")) {
            if (site.get("calls").getAsLong() > 0
                    && !Instant.parse(text(site, "lastSeen")).isBefore(time)) {
                sites.add(site(site));
            }
        }
        return sites;
    }

    private static Site site(JsonObject site) {
        JsonObject caller = site.getAsJsonObject("caller");
        JsonObject target = site.getAsJsonObject("target");
        return new Site(
                text(caller, "class"),
                Math.max(0, caller.get("line").getAsInt()),
                text(target, "class") + "#" + text(target, "member") + text(target, "descriptor"));
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
