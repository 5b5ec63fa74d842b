package dev.lastcall.scan;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.lastcall.policy.Rule;
import dev.lastcall.report.SiteJson;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A scan for programs: {@code lastcall.scan/1}. Its sites are those of the report, with {@code state} in place of the
 * counts. Every field is always there, in this order. Pure.
 */
public final class JsonScan {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private JsonScan() {
        json.setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"));
        json.setHtmlSafe(false);
    }

    /** One JSON object, pretty, with a line feed at its end. To be written as UTF-8. */
    public static String of(Scan scan) {
        JsonScan writer = new JsonScan();
        try {
            writer.write(scan);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return OneLine.lines(writer.text + "\n"); // JSON lets some characters stand that steer a terminal
    }

    private void write(Scan scan) throws IOException {
        json.beginObject();
        json.name("schema").value("lastcall.scan/1");
        json.name("classes").value(scan.classes());
        json.name("jars").value(scan.jars());
        json.name("rules").beginArray();
        for (Rule rule : scan.policy().rules()) {
            rule(scan, rule);
        }
        json.endArray();
        json.name("sites").beginArray();
        for (ScannedSite site : scan.sites()) {
            site(site);
        }
        json.endArray();
        json.name("problems").beginArray();
        for (String problem : scan.problems()) {
            json.value(problem);
        }
        json.endArray();
        json.endObject();
    }

    private void rule(Scan scan, Rule rule) throws IOException {
        json.beginObject();
        json.name("id").value(rule.id());
        json.name("message").value(rule.message());
        for (ScannedSite.State state : ScannedSite.State.values()) {
            json.name(state.label() + "Sites").value(scan.sites(rule, state).size());
        }
        json.endObject();
    }

    private void site(ScannedSite scanned) throws IOException {
        json.beginObject();
        SiteJson.writeHead(scanned.site(), json);
        json.name("state").value(scanned.state().label());
        SiteJson.writeEnds(scanned.site(), json);
        json.endObject();
    }
}
