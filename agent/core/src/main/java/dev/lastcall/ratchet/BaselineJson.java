package dev.lastcall.ratchet;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.report.SiteJson;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.BaselineReview.Entry;
import dev.lastcall.verdict.SeenSite;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** How a baseline fits the evidence, for programs: {@code lastcall.baseline/1}. Pure. */
public final class BaselineJson {
    private BaselineJson() {}

    /** One JSON object, pretty, with a line feed at its end. To be written as UTF-8. */
    public static String of(String name, BaselineReview review) {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        json.setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"));
        json.setHtmlSafe(false);
        try {
            json.beginObject();
            json.name("schema").value("lastcall.baseline/1");
            json.name("baseline").value(name);
            json.name("new").beginArray();
            for (SeenSite site : review.added()) {
                site(site, json);
            }
            json.endArray();
            json.name("entries").beginArray();
            for (Entry entry : review.entries()) {
                entry(entry, json);
            }
            json.endArray();
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return OneLine.lines(text + "\n"); // JSON lets some characters stand that steer a terminal
    }

    private static void entry(Entry entry, JsonWriter json) throws IOException {
        BaselineEntry of = entry.entry();
        json.beginObject();
        json.name("state").value(BaselineReport.word(entry.state()));
        json.name("why").value(entry.why());
        json.name("line").value(BaselineText.line(of));
        json.name("rule").value(of.rule());
        json.name("owner").value(of.owner());
        json.name("reason").value(of.reason());
        json.name("until").value(of.until() == null ? "" : of.until().toString());
        json.name("calls")
                .value(entry.sites().stream().mapToLong(SeenSite::openCalls).sum());
        json.endObject();
    }

    private static void site(SeenSite site, JsonWriter json) throws IOException {
        json.beginObject();
        SiteJson.writeHead(site.example(), json);
        json.name("calls").value(site.openCalls());
        json.name("own").value(site.own());
        json.name("scanned").value(site.scanned());
        json.name("services").beginArray();
        for (String service : site.services()) {
            json.value(service);
        }
        json.endArray();
        SiteJson.writeEnds(site.example(), json);
        json.endObject();
    }
}
