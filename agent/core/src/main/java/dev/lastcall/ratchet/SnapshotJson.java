package dev.lastcall.ratchet;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.json.JsonValue;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.Treatment;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
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
        JsonValue document;
        try {
            document = JsonValue.parse(text);
        } catch (JsonValue.NoJsonException e) {
            throw new NoReportException("it is no JSON, or is cut");
        }
        String schema = document.get("schema").string();
        if (!schema.equals(REPORT) && !schema.equals(SCAN)) {
            throw new NoReportException(
                    "it is no report: its 'schema' is '" + schema + "' (allowed: " + REPORT + ", " + SCAN + ")");
        }
        Snapshot snapshot = new Snapshot(name);
        boolean isScan = schema.equals(SCAN);
        if (isScan) {
            snapshot.setNotCounted();
        } else if (!document.has("callSites")) {
            snapshot.setOnlyCalled();
        }
        for (JsonValue process : document.get("processes").elements()) {
            addTime(process, snapshot);
        }
        for (JsonValue site : document.get("sites").elements()) {
            add(site, isScan, snapshot);
        }
        List<JsonValue> codeSources = document.get("codeSources").elements();
        for (JsonValue site : document.get("callSites").elements()) {
            addNeverCalled(site, codeSources, snapshot);
        }
        String owner = document.get("owner").string();
        if (!owner.isEmpty()) {
            snapshot.addProblem("it has the call sites of " + owner + " alone");
        }
        for (JsonValue problem : document.get("problems").elements()) {
            snapshot.addProblem(problem.inWords());
        }
        return snapshot;
    }

    private static void addTime(JsonValue process, Snapshot snapshot) {
        if (process.isObject()) {
            try {
                snapshot.addTime(
                        Instant.parse(process.get("startedAt").string()),
                        Instant.parse(process.get("lastSeenAt").string()));
            } catch (DateTimeParseException e) {
                snapshot.addProblem("the times of a process are no times");
            }
        }
    }

    private static void add(JsonValue object, boolean isScan, Snapshot snapshot) {
        Site site = site(object, object.get("caller").get("codeSource").string());
        if (site == null) {
            snapshot.addProblem("a call site of it can't be understood");
            return;
        }
        boolean delegated = isScan && object.get("state").string().equals("delegated");
        if (!delegated) {
            long calls = Math.max(
                    0, object.get("calls").number() - object.get("delegated").number());
            if (isScan || calls > 0) {
                snapshot.add(site, calls);
            }
        }
    }

    /** What was called stands in {@code sites}, each place of it. */
    private static void addNeverCalled(JsonValue object, List<JsonValue> codeSources, Snapshot snapshot) {
        if (object.get("calls").number() + object.get("byAgents").number() > 0) {
            return;
        }
        Site site = site(object, codeSource(object, codeSources));
        if (site == null) {
            snapshot.addProblem("a call site of it can't be understood");
        } else if (!object.get("treatment").string().equals(Treatment.DELEGATE.word())) {
            snapshot.add(site, 0);
        }
    }

    /** Where the first variant of a call site lies. */
    private static String codeSource(JsonValue callSite, List<JsonValue> codeSources) {
        List<JsonValue> variants = callSite.get("variants").elements();
        long place = !variants.isEmpty() && variants.get(0).isObject()
                ? variants.get(0).get("codeSource").number()
                : -1;
        return place >= 0 && place < codeSources.size()
                ? codeSources.get((int) place).get("location").string()
                : "";
    }

    private static @Nullable Site site(JsonValue object, String codeSource) {
        String kindLabel = object.get("kind").string();
        Kind kind = null;
        for (Kind known : Kind.values()) {
            kind = known.label().equals(kindLabel) ? known : kind;
        }
        JsonValue caller = object.get("caller");
        JsonValue target = object.get("target");
        if (kind == null || !caller.isObject() || !target.isObject()) {
            return null;
        }
        String role = object.get("role").string();
        return new Site(
                object.get("rule").string(),
                role.equals(Role.CANONICAL.label()) ? Role.CANONICAL : Role.DEPRECATED,
                kind,
                new Caller(
                        caller.get("class").string(),
                        caller.get("method").string(),
                        caller.get("descriptor").string(),
                        (int) Math.max(
                                0,
                                Math.min(Integer.MAX_VALUE, caller.get("line").number())),
                        caller.get("source").string(),
                        codeSource,
                        caller.get("loader").string()),
                new Target(
                        target.get("class").string(),
                        target.get("member").string(),
                        target.get("descriptor").string()));
    }
}
