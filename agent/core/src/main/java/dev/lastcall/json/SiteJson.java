package dev.lastcall.json;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;

/** How a call site is written in JSON, the same in reports and scans, so that the two can be joined. Pure. */
public final class SiteJson {
    private SiteJson() {}

    /** Under which rule, on which side and how: the first names of the object. */
    public static void writeHead(Site site, JsonText json) {
        json.name("rule").value(site.rule());
        json.name("role").value(site.role().label());
        json.name("kind").value(site.kind().label());
    }

    /** From where to where: {@code caller} and {@code target}, the last names of the object. */
    public static void writeEnds(Site site, JsonText json) {
        caller(site.caller(), json);
        target(site.target(), json);
    }

    private static void caller(Caller caller, JsonText json) {
        json.name("caller").beginObject();
        json.name("class").value(caller.className());
        json.name("method").value(caller.method());
        json.name("descriptor").value(caller.descriptor());
        json.name("line").value(caller.line());
        json.name("source").value(caller.source());
        json.name("codeSource").value(caller.codeSource());
        json.name("loader").value(caller.loader());
        json.endObject();
    }

    private static void target(Target target, JsonText json) {
        json.name("target").beginObject();
        json.name("class").value(target.className());
        json.name("member").value(target.member());
        json.name("descriptor").value(target.descriptor());
        json.endObject();
    }
}
