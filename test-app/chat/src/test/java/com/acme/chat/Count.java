package com.acme.chat;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often one class called one listed member, and how many of the calls were allowed, delegated and blocked.
 * The report and the application's own counters both come down to a map of these.
 */
record Count(long calls, long allowed, long delegated, long blocked) {
    private static final Count ZERO = new Count(0, 0, 0, 0);

    private Count plus(Count other) {
        return new Count(
                calls + other.calls, allowed + other.allowed, delegated + other.delegated, blocked + other.blocked);
    }

    /** By {@code role caller > target}, from Lastcall's report. */
    static Map<String, Count> inReport(JsonObject report) {
        Map<String, Count> counts = new TreeMap<>();
        for (JsonObject site : Lastcall.calledSites(report)) {
            JsonObject target = site.getAsJsonObject("target");
            String caller = site.getAsJsonObject("caller").get("class").getAsString();
            Count count = new Count(
                    site.get("calls").getAsLong(),
                    site.get("allowed").getAsLong(),
                    site.get("delegated").getAsLong(),
                    site.get("blocked").getAsLong());
            counts.merge(key(site, caller, target), count, Count::plus);
        }
        return counts;
    }

    /**
     * By {@code role caller > target}, from what the application says.
     *
     * @param counters {@code calls}: what the callers counted; {@code bodies}: what the deprecated bodies counted
     * @param blocking whether calls that are neither allowed nor delegated were refused
     */
    static Map<String, Count> inTruth(JsonObject truth, String counters, boolean blocking) {
        Map<String, Count> counts = new TreeMap<>();
        for (JsonObject entry : Lastcall.objects(truth, counters)) {
            long calls = entry.get("count").getAsLong();
            boolean allowed = entry.get("allowed").getAsBoolean();
            boolean delegated = entry.get("delegated").getAsBoolean();
            boolean deprecated = entry.get("role").getAsString().equals("deprecated");
            Count count = new Count(
                    calls,
                    allowed ? calls : 0,
                    delegated ? calls : 0,
                    blocking && deprecated && !allowed && !delegated ? calls : 0);
            counts.merge(key(entry, entry.get("caller").getAsString(), entry), count, Count::plus);
        }
        return counts;
    }

    /** The sum of all. */
    static Count total(Map<String, Count> counts) {
        return counts.values().stream().reduce(ZERO, Count::plus);
    }

    private static String key(JsonObject withRole, String caller, JsonObject target) {
        return withRole.get("role").getAsString() + " " + caller + " > "
                + target.get("class").getAsString() + "."
                + target.get("member").getAsString();
    }
}
