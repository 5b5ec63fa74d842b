package dev.lastcall.scan;

import dev.lastcall.json.JsonText;
import dev.lastcall.json.SiteJson;
import dev.lastcall.policy.Rule;
import java.util.Map;
import java.util.Objects;

/**
 * A scan for programs: {@code lastcall.scan/1}. Its sites are those of the report, with {@code state} in place of the
 * counts; its references name what breaks if the deprecated classes are removed. Every field is always there, in this
 * order. Pure.
 */
public final class JsonScan {
    private final JsonText json = JsonText.pretty();

    private JsonScan() {}

    /** One JSON object, pretty, with a line feed at its end. To be written as UTF-8. */
    public static String of(Scan scan) {
        JsonScan writer = new JsonScan();
        writer.write(scan);
        return writer.json.text();
    }

    private void write(Scan scan) {
        json.beginObject();
        json.name("schema").value("lastcall.scan/1");
        json.name("classes").value(scan.classes());
        json.name("jars").value(scan.jars());
        json.name("rules").beginArray();
        Map<String, Scan.OfRule> byRule = scan.byRule();
        for (Rule rule : scan.policy().rules()) {
            rule(rule, Objects.requireNonNull(byRule.get(rule.id())));
        }
        json.endArray();
        json.name("sites").beginArray();
        for (ScannedSite site : scan.sites()) {
            site(site);
        }
        json.endArray();
        json.name("references").beginArray();
        for (Reference reference : scan.references()) {
            reference(reference);
        }
        json.endArray();
        json.texts("problems", scan.problems());
        json.endObject();
    }

    private void rule(Rule rule, Scan.OfRule found) {
        json.beginObject();
        json.name("id").value(rule.id());
        json.name("message").value(rule.message());
        for (ScannedSite.State state : ScannedSite.State.values()) {
            json.name(state.label() + "Sites").value(found.sites(state).size());
        }
        json.name("references").value(found.references().size());
        json.texts("namesNothing", found.namingNothing());
        json.endObject();
    }

    private void site(ScannedSite scanned) {
        json.beginObject();
        SiteJson.writeHead(scanned.site(), json);
        json.name("state").value(scanned.state().label());
        SiteJson.writeEnds(scanned.site(), json);
        json.endObject();
    }

    private void reference(Reference reference) {
        Reference.Place place = reference.place();
        json.beginObject();
        json.name("rule").value(reference.rule());
        json.name("kind").value(reference.kind().label());
        json.name("state").value(reference.state().label());
        json.name("weight").value(reference.isDoubt() ? "doubt" : "finding");
        json.name("place").beginObject();
        json.name("class").value(place.className());
        json.name("member").value(place.member());
        json.name("descriptor").value(place.descriptor());
        json.name("line").value(place.line());
        json.name("source").value(place.source());
        json.name("codeSource").value(place.codeSource());
        json.name("file").value(place.file());
        json.endObject();
        json.name("target").beginObject();
        json.name("class").value(reference.target());
        json.name("member").value(reference.targetMember());
        json.endObject();
        json.endObject();
    }
}
