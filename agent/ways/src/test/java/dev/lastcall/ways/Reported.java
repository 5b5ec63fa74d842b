package dev.lastcall.ways;

import com.google.gson.Gson;
import java.util.List;

/** The parts of a JSON report that rows are compared with. */
record Reported(List<RuleCounts> rules, List<SiteCounts> sites, List<BlindSpot> blindSpots, List<String> problems) {
    record RuleCounts(String id, long deprecatedCalls, long blockedCalls, long allowedCalls, long delegatedCalls) {}

    record SiteCounts(String rule, String kind, long calls, long blocked, CallerName caller, TargetName target) {
        /** Clojure numbers its functions as it loads them. */
        String callerText() {
            return caller.className.replaceAll("\\$fn__\\d+", "\\$fn__N") + "#" + caller.method;
        }
    }

    record CallerName(
            @com.google.gson.annotations.SerializedName("class")
            String className,

            String method,
            int line) {}

    record TargetName(
            @com.google.gson.annotations.SerializedName("class")
            String className,

            String member,
            String descriptor) {}

    record BlindSpot(
            @com.google.gson.annotations.SerializedName("class")
            String className,

            String reason) {}

    static Reported of(String json) {
        return new Gson().fromJson(json, Reported.class);
    }

    RuleCounts rule(String id) {
        return rules.stream().filter(rule -> rule.id.equals(id)).findFirst().orElse(new RuleCounts(id, 0, 0, 0, 0));
    }

    List<SiteCounts> sites(String rule) {
        return sites.stream().filter(site -> site.rule.equals(rule)).toList();
    }
}
