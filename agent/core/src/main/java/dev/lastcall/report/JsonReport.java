package dev.lastcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.Evidence;
import dev.lastcall.evidence.ExpiredAllow;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.evidence.ScopeTotals;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.json.JsonText;
import dev.lastcall.json.SiteJson;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.sections.AllowSection;
import dev.lastcall.sections.Amount;
import dev.lastcall.sections.BaselineSection;
import dev.lastcall.sections.DualScope;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.RuleFigures;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.verdict.OpenHistory;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The report for programs: {@code lastcall.report/1}, with its schema in {@link ReportSchema}. Every field is always
 * there, in this order; what is not known is an empty string or 0. {@code problems} names the ledgers that could not be
 * read, wholly or in part. What many call sites share stands in a table, and the sites have its indices. Pure.
 */
public final class JsonReport implements ReportRenderer {
    @Override
    public String render(Sections sections, Charset charset) {
        JsonText json = JsonText.pretty();
        new Document(json).write(sections, true);
        return json.text();
    }

    /** One JSON object with a line feed at its end. To be written as UTF-8. */
    public static String of(Report report) {
        return new JsonReport().render(Sections.of(report, View.ALL), UTF_8);
    }

    /**
     * The data of a page: the same in one line, without {@code sites} and {@code scopes}, which repeat what is in
     * {@code callSites} and {@code dualScopes}. No text in it ends a {@code script} element or begins a comment.
     */
    public static String forPage(Sections sections) {
        JsonText json = JsonText.forPage();
        new Document(json).write(sections, false);
        return json.text();
    }

    /** One report in the making. */
    private static final class Document {
        private final JsonText json;

        private Document(JsonText json) {
            this.json = json;
        }

        private void write(Sections sections, boolean withPlaces) {
            Report report = sections.report();
            Evidence evidence = report.evidence();
            Everything everything = sections.everything();
            CallSiteJson sites = new CallSiteJson(json, report, everything);
            json.beginObject();
            json.name("schema").value(ReportSchema.NAME);
            json.name("generatedAt").value(report.generatedAt().toString());
            json.name("owner").value(everything.owner());
            json.name("allCallSites").value(everything.allSites());
            entries("processes", evidence.processes(), process -> process(process, sites));
            entries("rules", everything.rules(), this::rule);
            if (withPlaces) {
                entries("sites", evidence.sites(), this::site);
                entries("scopes", evidence.scopes(), this::scope);
            }
            entries("blindSpots", evidence.blindSpots(), this::blindSpot);
            array("problems", evidence.problems(), json::value);
            json.name("verdict");
            VerdictJson.write(report.verdict(), json);
            verdictForDelete(report);
            entries("releases", sites.releases(), sites::release);
            entries("callSites", everything.sites(), sites::callSite);
            // written behind the sites, which say what is in them
            entries("codeSources", sites.codeSources(), sites::codeSource);
            array("frames", sites.frames(), json::value);
            entries("dualScopes", everything.dual(), this::dualScope);
            entries("allowEntries", everything.allow(), this::allowSection);
            json.name("baseline").value(report.verdict().question().baselineName());
            entries("baselineEntries", everything.baseline(), this::baselineSection);
            openCalls(report, everything.openCalls());
            json.endObject();
        }

        private void verdictForDelete(Report report) {
            Verdict forDelete = report.forDelete();
            if (forDelete != null) {
                json.name("verdictForDelete");
                VerdictJson.write(forDelete, json);
            }
        }

        private void process(NamedProcess named, CallSiteJson sites) {
            ProcessInfo process = named.info();
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
            json.name("name").value(named.name());
            json.name("uuid").value(process.uuid().toString());
            json.name("policyHash").value(process.policyHash());
            json.name("agentVersion").value(process.agentVersion());
            json.name("jvm").value(process.jvm());
            json.name("release").value(sites.release(process));
        }

        private void rule(RuleFigures figures) {
            RuleTotals rule = figures.totals();
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
            json.name("owner").value(figures.owner());
            json.name("hasCanonical").value(rule.hasCanonical());
            amount("open", figures.open());
            amount("blocked", figures.blocked());
            amount("allowed", figures.allowed());
            amount("delegated", figures.delegated());
            amount("canonical", figures.canonical());
            json.name("neverReached").value(figures.neverReached());
            json.name("canonicalNeverReached").value(figures.canonicalNeverReached());
        }

        private void amount(String name, Amount amount) {
            json.name(name).beginObject();
            json.name("calls").value(amount.calls());
            json.name("sites").value(amount.sites());
            json.endObject();
        }

        private void expired(ExpiredAllow expired) {
            allowEntry(expired.entry())
                    .name("openCalls")
                    .value(expired.openCalls())
                    .endObject();
        }

        /** An object that is still open. */
        private JsonText allowEntry(AllowInfo entry) {
            json.beginObject();
            json.name("callers").value(entry.callers());
            json.name("reason").value(entry.reason());
            return json.name("expires").value(entry.expires());
        }

        private void site(SiteCounts counts) {
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
        }

        private void scope(ScopeTotals scope) {
            json.name("rule").value(scope.rule());
            json.name("scope").value(scope.scope().label());
            json.name("name").value(scope.name());
            json.name("deprecatedCalls").value(scope.deprecatedCalls());
            json.name("canonicalCalls").value(scope.canonicalCalls());
            json.name("pattern").value(scope.pattern().label());
        }

        private void blindSpot(BlindSpot spot) {
            json.name("class").value(spot.className());
            json.name("reason").value(spot.reason());
        }

        private void dualScope(DualScope dual) {
            json.name("rule").value(dual.rule());
            json.name("scope").value(dual.kind());
            json.name("name").value(dual.name());
            json.name("deprecatedCalls").value(dual.deprecatedCalls());
            json.name("canonicalCalls").value(dual.canonicalCalls());
            json.name("deprecatedSite").value(CallSiteJson.id(dual.deprecated()));
            json.name("canonicalSite").value(CallSiteJson.id(dual.canonical()));
        }

        private void allowSection(AllowSection section) {
            AllowEntry entry = section.entry();
            LocalDate expires = entry.expires();
            json.name("rule").value(section.rule());
            json.name("callers").value(entry.text());
            json.name("reason").value(entry.reason());
            json.name("owner").value(entry.owner() == null ? "" : entry.owner());
            json.name("expires").value(expires == null ? "" : expires.toString());
            json.name("state").value(section.state().word());
            json.name("unused").value(section.isUnused());
            amount("allowed", section.allowed());
            amount("open", section.open());
        }

        private void baselineSection(BaselineSection section) {
            BaselineEntry entry = section.entry();
            json.name("rule").value(entry.rule());
            json.name("kind").value(entry.key().kind().label());
            json.name("caller").beginObject();
            json.name("class").value(entry.key().callerClass());
            json.name("method").value(entry.key().callerMethod());
            json.name("descriptor").value(entry.key().callerDescriptor());
            json.name("jar").value(entry.key().artifact());
            json.endObject();
            json.name("target").beginObject();
            json.name("class").value(entry.key().target().className());
            json.name("member").value(entry.key().target().member());
            json.name("descriptor").value(entry.key().target().descriptor());
            json.name("name").value(entry.key().target().asReference());
            json.endObject();
            json.name("reason").value(entry.reason());
            json.name("owner").value(entry.owner());
            json.name("expires")
                    .value(entry.until() == null ? "" : entry.until().toString());
            json.name("state").value(section.state().word());
            amount("open", section.open());
            array("callSites", section.sites(), json::value);
        }

        private void openCalls(Report report, List<OpenHistory> histories) {
            json.name("openCalls").beginObject();
            json.name("lastDay")
                    .value(report.generatedAt()
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString());
            entries("series", histories, this::series);
            json.endObject();
        }

        private void series(OpenHistory open) {
            json.name("rule").value(open.rule());
            json.name("by").value(open.by().word());
            json.name("name").value(open.name());
            array("days", open.history().days(), json::value);
            array("hours", open.history().hours(), json::value);
        }

        /** A list of objects, each in a line; the writer writes what is in an object. */
        private <T> void entries(String name, List<T> elements, Consumer<T> writer) {
            json.name(name).beginArray();
            for (T element : elements) {
                json.beginRow();
                writer.accept(element);
                json.endRow();
            }
            json.endArray();
        }

        private <T> void array(String name, List<T> elements, Consumer<T> writer) {
            json.name(name).beginArray();
            for (T element : elements) {
                writer.accept(element);
            }
            json.endArray();
        }
    }
}
