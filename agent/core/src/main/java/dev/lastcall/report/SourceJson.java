package dev.lastcall.report;

import dev.lastcall.json.JsonText;
import dev.lastcall.report.SourceTree.Excerpt;
import dev.lastcall.sections.CallSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source lines of a page: for each call site, by its id, those around the call, the worst call sites first and as
 * many as there is room for. {@code asked} is false if nobody gave sources; {@code noRoom} counts those for which there
 * was none.
 */
final class SourceJson {
    private static final int REACH = 6;
    private static final int MOST_COLUMNS = 300;
    /** Of all excerpts together: a page stays one that opens at once. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private final JsonText json;
    private int room = MOST_CHARACTERS;
    private int found;
    private int noRoom;

    private SourceJson(JsonText json) {
        this.json = json;
    }

    /** One line, in which no {@code <} stands. */
    static String of(List<CallSite> sites, @Nullable SourceTree sources) {
        JsonText json = JsonText.forPage();
        new SourceJson(json).write(sites, sources);
        return json.text();
    }

    private void write(List<CallSite> sites, @Nullable SourceTree sources) {
        json.beginObject();
        json.name("asked").value(sources != null);
        json.name("sites").beginObject();
        if (sources != null) {
            List<CallSite> worstFirst = new ArrayList<>(sites);
            worstFirst.sort(Comparator.comparing((CallSite site) -> site.site().openCalls())
                    .thenComparing(site -> site.site().calls())
                    .reversed());
            for (CallSite site : worstFirst) {
                write(site, sources);
            }
        }
        json.endObject();
        json.name("found").value(found);
        json.name("noRoom").value(noRoom);
        json.endObject();
    }

    private void write(CallSite site, SourceTree sources) {
        Excerpt excerpt = sources.around(site.site().example().caller(), REACH, MOST_COLUMNS);
        if (excerpt == null) {
            return;
        }
        int size = 0;
        for (String line : excerpt.lines()) {
            size += line.length() + 4;
        }
        if (size > room) {
            noRoom++;
            return;
        }
        room -= size;
        found++;
        json.name(site.id()).beginObject();
        json.name("file").value(excerpt.file());
        json.name("line").value(excerpt.line());
        json.name("from").value(excerpt.from());
        json.texts("lines", excerpt.lines());
        json.endObject();
    }
}
