package dev.lastcall.ratchet;

import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.json.JsonText;
import dev.lastcall.json.SiteJson;
import dev.lastcall.verdict.BaselineReview;
import dev.lastcall.verdict.BaselineReview.Entry;
import dev.lastcall.verdict.SeenSite;

/** How a baseline fits the evidence, for programs: {@code lastcall.baseline/1}. Pure. */
public final class BaselineJson {
    private BaselineJson() {}

    /** One JSON object, pretty, with a line feed at its end. To be written as UTF-8. */
    public static String of(String name, BaselineReview review) {
        JsonText json = JsonText.pretty();
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
        return json.text();
    }

    private static void entry(Entry entry, JsonText json) {
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

    private static void site(SeenSite site, JsonText json) {
        json.beginObject();
        SiteJson.writeHead(site.example(), json);
        json.name("calls").value(site.openCalls());
        json.name("own").value(site.own());
        json.name("scanned").value(site.scanned());
        json.texts("services", site.services());
        SiteJson.writeEnds(site.example(), json);
        json.endObject();
    }
}
