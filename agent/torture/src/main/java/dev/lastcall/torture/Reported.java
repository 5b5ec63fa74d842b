package dev.lastcall.torture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code report --format json} says. */
record Reported(JsonObject json) {
    static Reported of(String text) {
        return new Reported(JsonParser.parseString(text).getAsJsonObject());
    }

    /** All calls into deprecated members. */
    long calls() {
        return sum("calls");
    }

    long sum(String counter) {
        return objects("sites").stream()
                .mapToLong(site -> site.get(counter).getAsLong())
                .sum();
    }

    int sites() {
        return objects("sites").size();
    }

    List<JsonObject> processes() {
        return objects("processes");
    }

    /** Calls by the first word of the process's name, its service. Processes without a call are not in it. */
    Map<String, Long> callsByService() {
        Map<String, Long> calls = new TreeMap<>();
        for (JsonObject scope : objects("scopes")) {
            if (scope.get("scope").getAsString().equals("process")) {
                String name = scope.get("name").getAsString();
                calls.merge(
                        name.substring(0, name.indexOf(' ')),
                        scope.get("deprecatedCalls").getAsLong(),
                        Long::sum);
            }
        }
        return calls;
    }

    /** Calls by the caller's method. */
    Map<String, Long> callsByCaller() {
        Map<String, Long> calls = new TreeMap<>();
        for (JsonObject site : objects("sites")) {
            JsonObject caller = site.getAsJsonObject("caller");
            calls.merge(
                    caller.get("class").getAsString() + caller.get("line").getAsInt(),
                    site.get("calls").getAsLong(),
                    Long::sum);
        }
        return calls;
    }

    List<String> problems() {
        return json.getAsJsonArray("problems").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    List<String> blindSpots() {
        return objects("blindSpots").stream()
                .map(spot -> spot.get("class").getAsString() + " "
                        + spot.get("reason").getAsString())
                .toList();
    }

    private List<JsonObject> objects(String name) {
        return json.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
