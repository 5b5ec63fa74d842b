package dev.lastcall.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.evidence.RuleUse.Expired;
import dev.lastcall.evidence.ScopeTotals;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.sections.Sections;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * The report for programs: {@code lastcall.report/1}. Every field is always there, in this order; what is not known is an
 * empty string or 0. {@code problems} names the ledgers that could not be read, wholly or in part. Pure.
 */
public final class JsonReport implements ReportRenderer {
    @Override
    public String render(Sections sections, Charset charset) {
        return of(sections.report());
    }

    /** One JSON object, pretty, with a line feed at its end. To be written as UTF-8. */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            new Document(new JsonWriter(text)).write(report);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return OneLine.lines(text + "\n"); // JSON lets some characters stand that steer a terminal
    }

    /** One report in the making. */
    private static final class Document {
        private final JsonWriter json;

        private Document(JsonWriter json) {
            this.json = json;
            json.setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"));
            json.setHtmlSafe(false);
        }

        private void write(Report report) throws IOException {
            Evidence evidence = report.evidence();
            json.beginObject();
            json.name("schema").value("lastcall.report/1");
            json.name("generatedAt").value(report.generatedAt().toString());
            array("processes", evidence.processes(), process -> process(process.info()));
            array("rules", evidence.rules(), this::rule);
            array("sites", evidence.sites(), this::site);
            array("scopes", evidence.scopes(), this::scope);
            array("blindSpots", evidence.blindSpots(), this::blindSpot);
            array("problems", evidence.problems(), json::value);
            json.name("verdict");
            VerdictJson.write(report.verdict(), json);
            json.endObject();
        }

        private void process(ProcessInfo process) throws IOException {
            json.beginObject();
            json.name("service").value(process.service());
            json.name("environment").value(process.environment());
            json.name("version").value(process.version());
            json.name("host").value(process.host());
            json.name("pid").value(process.pid());
            json.name("startedAt").value(process.startedAt().toString());
            json.name("lastSeenAt").value(process.lastSeenAt().toString());
            json.name("mode").value(process.mode());
            json.name("state").value(process.state().name().toLowerCase(Locale.ROOT));
            json.name("classesSeen").value(process.classesSeen());
            json.name("classesWoven").value(process.classesWoven());
            json.name("file").value(process.file());
            json.endObject();
        }

        private void rule(RuleTotals rule) throws IOException {
            json.beginObject();
            json.name("id").value(rule.id());
            json.name("message").value(rule.message());
            json.name("mode").value(rule.mode());
            json.name("deprecatedCalls").value(rule.deprecatedCalls());
            json.name("canonicalCalls").value(rule.canonicalCalls());
            json.name("blockedCalls").value(rule.blockedCalls());
            json.name("allowedCalls").value(rule.allowedCalls());
            json.name("delegatedCalls").value(rule.delegatedCalls());
            json.name("pattern").value(rule.pattern().label());
            json.name("unused").beginObject();
            array("signatures", rule.use().unmatched(), json::value);
            array("allow", rule.use().unused(), entry -> allowEntry(entry).endObject());
            json.endObject();
            array("expired", rule.use().expired(), this::expired);
            json.endObject();
        }

        private void expired(Expired expired) throws IOException {
            allowEntry(expired.entry())
                    .name("openCalls")
                    .value(expired.openCalls())
                    .endObject();
        }

        /** An object that is still open. */
        private JsonWriter allowEntry(AllowInfo entry) throws IOException {
            json.beginObject();
            json.name("callers").value(entry.callers());
            json.name("reason").value(entry.reason());
            return json.name("expires").value(entry.expires());
        }

        private void site(SiteCounts counts) throws IOException {
            json.beginObject();
            SiteJson.writeHead(counts.site(), json);
            json.name("calls").value(counts.calls());
            json.name("blocked").value(counts.blocked());
            json.name("allowed").value(counts.allowed());
            json.name("delegated").value(counts.delegated());
            json.name("swallowed").value(Counts.swallowed(counts));
            json.name("byAgents").value(counts.byAgents());
            json.name("firstSeen").value(counts.firstSeen().toString());
            json.name("lastSeen").value(counts.lastSeen().toString());
            SiteJson.writeEnds(counts.site(), json);
            json.endObject();
        }

        private void scope(ScopeTotals scope) throws IOException {
            json.beginObject();
            json.name("rule").value(scope.rule());
            json.name("scope").value(scope.scope().label());
            json.name("name").value(scope.name());
            json.name("deprecatedCalls").value(scope.deprecatedCalls());
            json.name("canonicalCalls").value(scope.canonicalCalls());
            json.name("pattern").value(scope.pattern().label());
            json.endObject();
        }

        private void blindSpot(BlindSpot spot) throws IOException {
            json.beginObject();
            json.name("class").value(spot.className());
            json.name("reason").value(spot.reason());
            json.endObject();
        }

        private <T> void array(String name, List<T> elements, ElementWriter<T> writer) throws IOException {
            json.name(name).beginArray();
            for (T element : elements) {
                writer.write(element);
            }
            json.endArray();
        }

        private interface ElementWriter<T> {
            void write(T element) throws IOException;
        }
    }
}
