package dev.lastcall.ratchet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.Treatment;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the call sites of a report or a scan that was written as JSON. Pure. */
public final class SnapshotJson {
    private static final String REPORT = "lastcall.report/1";
    private static final String SCAN = "lastcall.scan/1";

    private SnapshotJson() {}

    /** The text is none that {@code report} or {@code scan} wrote. */
    public static final class NoReportException extends Exception {
        private static final long serialVersionUID = 1L;

        NoReportException(String message) {
            super(message);
        }
    }

    /**
     * Reads one document.
     *
     * @param name what people call it
     * @throws NoReportException if it is no such document
     */
    public static Snapshot parse(String name, String text) throws NoReportException {
        JsonElement root;
        try {
            root = JsonParser.parseString(text);
        } catch (JsonParseException | StackOverflowError e) {
            throw new NoReportException("it is no JSON, or is cut");
        }
        String schema = root.isJsonObject() ? string(root.getAsJsonObject(), "schema") : "";
        if (!schema.equals(REPORT) && !schema.equals(SCAN)) {
            throw new NoReportException(
                    "it is no report: its 'schema' is '" + schema + "' (allowed: " + REPORT + ", " + SCAN + ")");
        }
        Snapshot snapshot = new Snapshot(name);
        JsonObject document = root.getAsJsonObject();
        boolean isScan = schema.equals(SCAN);
        if (isScan) {
            snapshot.setNotCounted();
        } else if (!document.has("callSites")) {
            snapshot.setOnlyCalled();
        }
        for (JsonElement process : array(document, "processes")) {
            addTime(process, snapshot);
        }
        for (JsonElement site : array(document, "sites")) {
            add(site, isScan, snapshot);
        }
        for (JsonElement site : array(document, "callSites")) {
            addNeverCalled(site, array(document, "codeSources"), snapshot);
        }
        String owner = string(document, "owner");
        if (!owner.isEmpty()) {
            snapshot.addProblem("it has the call sites of " + owner + " alone");
        }
        for (JsonElement problem : array(document, "problems")) {
            snapshot.addProblem(problem.isJsonPrimitive() ? problem.getAsString() : problem.toString());
        }
        return snapshot;
    }

    private static void addTime(JsonElement element, Snapshot snapshot) {
        if (element instanceof JsonObject process) {
            try {
                snapshot.addTime(
                        Instant.parse(string(process, "startedAt")), Instant.parse(string(process, "lastSeenAt")));
            } catch (DateTimeParseException e) {
                snapshot.addProblem("the times of a process are no times");
            }
        }
    }

    private static void add(JsonElement element, boolean isScan, Snapshot snapshot) {
        Site site = element instanceof JsonObject object ? site(object, callerOf(object, "codeSource")) : null;
        if (site == null) {
            snapshot.addProblem("a call site of it can't be understood");
            return;
        }
        JsonObject object = element.getAsJsonObject();
        boolean delegated = isScan && string(object, "state").equals("delegated");
        if (!delegated) {
            long calls = Math.max(0, number(object, "calls") - number(object, "delegated"));
            if (isScan || calls > 0) {
                snapshot.add(site, calls);
            }
        }
    }

    /** What was called stands in {@code sites}, each place of it. */
    private static void addNeverCalled(JsonElement element, JsonArray codeSources, Snapshot snapshot) {
        if (element instanceof JsonObject object && number(object, "calls") + number(object, "byAgents") > 0) {
            return;
        }
        Site site = element instanceof JsonObject object ? site(object, codeSource(object, codeSources)) : null;
        if (site == null) {
            snapshot.addProblem("a call site of it can't be understood");
        } else if (!string(element.getAsJsonObject(), "treatment").equals(Treatment.DELEGATE.word())) {
            snapshot.add(site, 0);
        }
    }

    /** Where the first variant of a call site lies. */
    private static String codeSource(JsonObject callSite, JsonArray codeSources) {
        JsonArray variants = array(callSite, "variants");
        long place = !variants.isEmpty() && variants.get(0) instanceof JsonObject variant
                ? number(variant, "codeSource")
                : -1;
        return place >= 0 && place < codeSources.size() && codeSources.get((int) place) instanceof JsonObject codeSource
                ? string(codeSource, "location")
                : "";
    }

    private static String callerOf(JsonObject object, String name) {
        return object.get("caller") instanceof JsonObject caller ? string(caller, name) : "";
    }

    private static @Nullable Site site(JsonObject object, String codeSource) {
        Kind kind = null;
        for (Kind known : Kind.values()) {
            kind = known.label().equals(string(object, "kind")) ? known : kind;
        }
        if (kind == null
                || !(object.get("caller") instanceof JsonObject caller)
                || !(object.get("target") instanceof JsonObject target)) {
            return null;
        }
        return new Site(
                string(object, "rule"),
                string(object, "role").equals(Role.CANONICAL.label()) ? Role.CANONICAL : Role.DEPRECATED,
                kind,
                new Caller(
                        string(caller, "class"),
                        string(caller, "method"),
                        string(caller, "descriptor"),
                        (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(caller, "line"))),
                        string(caller, "source"),
                        codeSource,
                        string(caller, "loader")),
                new Target(string(target, "class"), string(target, "member"), string(target, "descriptor")));
    }

    private static JsonArray array(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array ? array : new JsonArray();
    }

    private static String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static long number(JsonObject object, String name) {
        JsonElement value = object.get(name);
        try {
            return value != null && value.isJsonPrimitive() ? value.getAsLong() : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
