package dev.lastcall.report;

import dev.lastcall.evidence.Caller;
import dev.lastcall.json.JsonText;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.RuleFigures;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.Severity;
import dev.lastcall.sections.SiteState;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report as SARIF 2.1.0, for code scanning: one run whatever the services, a result for each deprecated call site.
 * Open call sites are errors, those that a block would refuse and nobody reached are warnings, allowed ones are
 * suppressed notes with the entry's reason. What is delegated or calls the replacement is no result. Doubts, blind
 * spots and problems are notifications of the run. A result is known again by its call site's id, which has no line.
 * Pure.
 */
public final class SarifReport implements ReportRenderer {
    /** With its version, since what it is made of may change. */
    private static final String FINGERPRINT = "lastcallCallSite/v1";

    private static final String ROOT = "%SRCROOT%";
    private static final List<Severity> SHOWN = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

    @Override
    public String render(Sections sections, Charset charset) {
        JsonText json = JsonText.pretty();
        new Document(json, sections).write();
        return json.text();
    }

    /** One report in the making. */
    private static final class Document {
        private final JsonText json;
        private final Report report;
        private final Everything everything;
        private final Map<String, Integer> rules = new HashMap<>();

        private Document(JsonText json, Sections sections) {
            this.json = json;
            this.report = sections.report();
            this.everything = sections.everything();
        }

        private void write() {
            json.beginObject();
            json.name("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
            json.name("version").value("2.1.0");
            json.name("runs").beginArray().beginObject();
            tool();
            json.name("automationDetails").beginObject();
            json.name("id").value("lastcall/").endObject();
            json.name("originalUriBaseIds").beginObject().name(ROOT).beginObject();
            message("description", "The root of the repository.");
            json.endObject().endObject();
            invocation();
            json.name("columnKind").value("utf16CodeUnits");
            json.name("results").beginArray();
            for (Severity severity : SHOWN) {
                for (CallSite site : everything.worst(severity)) {
                    result(site);
                }
            }
            json.endArray();
            properties();
            json.endObject().endArray().endObject();
        }

        private void tool() {
            json.name("tool").beginObject().name("driver").beginObject();
            json.name("name").value("Lastcall");
            json.name("rules").beginArray();
            for (RuleFigures rule : everything.rules()) {
                rule(rule);
            }
            json.endArray().endObject().endObject();
        }

        private void rule(RuleFigures figures) {
            String id = figures.totals().id();
            rules.put(id, rules.size());
            String message = figures.totals().message();
            json.beginObject();
            json.name("id").value(id);
            message("shortDescription", "Calls of what the rule " + id + " deprecates");
            message("fullDescription", message.isBlank() ? "The rule " + id + " says no more." : message);
            message("help", message.isBlank() ? "Migrate the call, or allow the caller with a reason." : message);
            json.name("defaultConfiguration").beginObject();
            json.name("level").value("error").endObject();
            json.name("properties").beginObject();
            json.texts("tags", List.of("deprecated"));
            if (!figures.owner().isEmpty()) {
                json.name("owner").value(figures.owner());
            }
            json.endObject();
            json.endObject();
        }

        /** That it ran, and what it could not see. */
        private void invocation() {
            json.name("invocations").beginArray().beginObject();
            json.name("executionSuccessful").value(true);
            json.name("endTimeUtc").value(report.generatedAt().toString());
            json.name("toolExecutionNotifications").beginArray();
            Verdict verdict = report.verdict();
            for (Reason doubt : verdict.doubts()) { // blind spots and ledgers that cannot be read among them
                notification(doubt, "warning");
            }
            for (Reason accepted : verdict.accepted()) {
                notification(accepted, "note");
            }
            json.endArray().endObject().endArray();
        }

        private void notification(Reason reason, String level) {
            json.beginObject();
            json.name("descriptor").beginObject();
            json.name("id").value(reason.code()).endObject();
            json.name("level").value(level);
            message("message", reason.sentence());
            json.endObject();
        }

        private void result(CallSite callSite) {
            String rule = callSite.site().rule();
            json.beginObject();
            json.name("ruleId").value(rule);
            json.name("ruleIndex").value(rules.getOrDefault(rule, -1));
            json.name("level")
                    .value(
                            switch (callSite.severity()) {
                                case ERROR -> "error";
                                case WARNING -> "warning";
                                case NOTE -> "note";
                                case NONE -> "none";
                            });
            message("message", SiteWords.sentence(callSite, everything.messageOf(rule)));
            location(callSite);
            json.name("partialFingerprints").beginObject();
            json.name(FINGERPRINT).value(callSite.id()).endObject();
            suppression(callSite.site().entry());
            json.name("properties").beginObject();
            json.texts("states", callSite.states().stream().map(SiteState::word).toList());
            json.name("calls").value(callSite.site().calls());
            json.name("blocked").value(callSite.site().blocked());
            json.texts("services", callSite.services());
            json.texts("versions", callSite.versions());
            json.texts("environments", callSite.environments());
            json.texts("owners", callSite.owned().owners());
            json.endObject();
            json.endObject();
        }

        private void location(CallSite callSite) {
            Caller caller = callSite.site().example().caller();
            String path = SiteWords.path(callSite);
            json.name("locations").beginArray().beginObject();
            if (!path.isEmpty()) {
                json.name("physicalLocation").beginObject();
                json.name("artifactLocation").beginObject();
                json.name("uri").value(uri(path));
                json.name("uriBaseId").value(ROOT).endObject();
                if (caller.line() > 0) {
                    json.name("region").beginObject();
                    json.name("startLine").value(caller.line()).endObject();
                }
                json.endObject();
            }
            json.name("logicalLocations").beginArray().beginObject();
            json.name("fullyQualifiedName").value(SiteWords.caller(callSite.site()) + caller.descriptor());
            json.name("kind").value("function").endObject().endArray();
            json.endObject().endArray();
        }

        private void suppression(@Nullable AllowEntry entry) {
            if (entry == null) {
                return;
            }
            LocalDate expires = entry.expires();
            json.name("suppressions").beginArray().beginObject();
            json.name("kind").value("external");
            json.name("status").value("accepted");
            json.name("justification")
                    .value(entry.reason()
                            + (expires == null ? "" : " (until " + expires + ')')
                            + (entry.owner() == null ? "" : " (owner " + entry.owner() + ')'));
            json.endObject().endArray();
        }

        /** What the results do not say. */
        private void properties() {
            int left = 0;
            for (CallSite site : everything.sites()) {
                left += site.severity() == Severity.NONE ? 1 : 0;
            }
            json.name("properties").beginObject();
            json.name("verdict").value(report.verdict().result().label());
            List<String> reasons = new ArrayList<>();
            report.verdict().reasons().forEach(reason -> reasons.add(reason.sentence()));
            json.texts("reasons", reasons);
            json.name("owner").value(everything.owner());
            json.name("callSites").value(everything.sites().size());
            json.name("callSitesWithoutResult").value(left);
            json.endObject();
        }

        private void message(String name, String text) {
            json.name(name).beginObject();
            json.name("text").value(OneLine.of(text)).endObject();
        }

        /** Each part of the path percent-encoded, as RFC 3986 has it. */
        private static String uri(String path) {
            StringBuilder uri = new StringBuilder(path.length());
            for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
                char c = (char) (b & 0xff);
                boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (plain || "-._~/".indexOf(c) >= 0) {
                    uri.append(c);
                } else {
                    uri.append('%')
                            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
                }
            }
            return uri.toString();
        }
    }
}
