package dev.lastcall.report;

import static dev.lastcall.evidence.SampleLedgers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.Golden;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final List<String> UNREAD = List.of("/var/lastcall/0.lcl: is no ledger: it starts with 'PK'");
    private static final String EVIL =
            "x</script><script>alert(1)</script><!--<script>\" onload='a()' &lt; ]]> \u2028\u202e\u001b[2K\r\n<img src=x>";

    @Test
    void theTopSaysTheMainThingWithoutAScript() {
        String page = page(ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC));
        Golden.assertSame("report/dual.html", withoutFiles(page));
    }

    @Test
    void aMigratedApplicationIsToldWhatItRestsOn() {
        String page = page(ReportFold.of(List.of(SampleLedgers.migrated()), List.of(), NOW, ZoneOffset.UTC));
        Golden.assertSame("report/migrated.html", withoutFiles(page));
    }

    @Test
    void thePageOfNothingIsAPage() {
        assertThat(page(ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC)))
                .contains("<title>Lastcall: UNKNOWN for block, UNKNOWN for delete</title>", "There is no evidence yet");
    }

    @Test
    void noNameEndsAnElementOrBeginsOne() {
        String page = page(evil());
        String body = withoutFiles(page);

        assertThat(page).doesNotContain("alert(1)</script>", "<!--", "<img");
        assertThat(count(page, "<script")).isEqualTo(3);
        assertThat(count(page, "</script>")).isEqualTo(3);
        assertThat(elements(body))
                .allMatch(
                        element -> element.matches("(?s)<!?[a-z0-9]+( [a-zA-Z0-9-]+(=\"[^\"<>]*\")?)*/?>"),
                        "a tag of ours");
        assertThat(elements(body)).noneMatch(element -> element.contains(" onload"));
        assertThat(page.chars().filter(c -> c != '\n' && OneLine.escapes(c))).isEmpty();
    }

    @Test
    void theDataHoldsTheNamesAsTheyAre() {
        JsonObject data = json(page(evil()), "report");
        assertThat(data.getAsJsonArray("rules")
                        .get(0)
                        .getAsJsonObject()
                        .get("id")
                        .getAsString())
                .isEqualTo(EVIL);
    }

    @Test
    void theDataIsThatOfTheReportAsJson() {
        Report report = ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC);
        JsonObject whole = JsonParser.parseString(JsonReport.of(report)).getAsJsonObject();
        JsonObject data = json(page(report), "report");
        for (String name : data.keySet()) {
            assertThat(data.get(name)).as(name).isEqualTo(whole.get(name));
        }
    }

    @Test
    void thePolicyOfThePageAllowsOurScriptAndStyleOnly() {
        String page = page(ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC));
        String policy =
                between(page, "Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src " + PageFiles.hash(between(page, "<style>", "</style>"))
                        + "; script-src " + PageFiles.hash(between(page, "<script>", "</script>"))
                        + "; base-uri 'none'; form-action 'none'");
        assertThat(page).doesNotContain(" style=\"", " onclick=", " src=");
    }

    @Test
    void styleAndScriptNameNothingOfTheNetwork() {
        String files = (PageFiles.style() + PageFiles.script()).replace("http://www.w3.org/2000/svg", "");
        assertThat(files).doesNotContain("http:", "https:", "url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML");
        assertThat(files).doesNotContain("</script", "<!--", "</style");
    }

    @Test
    void sourceLinesAreThoseAroundTheCall(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("src/main/java/com/acme/chat/ChatEndpoint.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "line\n".repeat(40) + "factory.create(\"</script>\");\n" + "line\n".repeat(9));
        Report report = ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC);
        String page = new HtmlReport()
                .with(SourceTree.of(List.of(folder)))
                .render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8);

        JsonObject sources = json(page, "sources");
        assertThat(sources.get("asked").getAsBoolean()).isTrue();
        assertThat(sources.get("found").getAsInt()).isEqualTo(1);
        JsonObject excerpt = sources.getAsJsonObject("sites")
                .entrySet()
                .iterator()
                .next()
                .getValue()
                .getAsJsonObject();
        assertThat(excerpt.get("file").getAsString()).isEqualTo("src/main/java/com/acme/chat/ChatEndpoint.java");
        assertThat(excerpt.get("from").getAsInt()).isEqualTo(35);
        assertThat(excerpt.getAsJsonArray("lines")).hasSize(13);
        assertThat(excerpt.getAsJsonArray("lines").get(6).getAsString()).isEqualTo("factory.create(\"</script>\");");
        assertThat(count(page, "</script>")).isEqualTo(3);
    }

    private static Report evil() {
        RuleInfo rule = new RuleInfo(EVIL, EVIL, EVIL, false, List.of(EVIL), List.of(), List.of());
        Site site = new Site(
                EVIL,
                Role.DEPRECATED,
                Kind.CALL,
                new Caller(EVIL, EVIL, "()V", 1, EVIL, EVIL, EVIL),
                new Target(EVIL, EVIL, "(" + EVIL));
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process(EVIL, 1, EVIL, EVIL, ProcessState.EXITED),
                List.of(rule),
                SampleLedgers.counts(site, 1, 0, 0, 0));
        ProcessEvidence blind = new ProcessEvidence(
                ledger.process(), ledger.rules(), ledger.sites(), List.of(new BlindSpot(EVIL, EVIL)), List.of(EVIL));
        return ReportFold.of(List.of(blind), List.of(EVIL), NOW, ZoneOffset.UTC);
    }

    private static String page(Report report) {
        return new HtmlReport().render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8);
    }

    /** What the tool writes itself: style, script and data have tests of their own. */
    private static String withoutFiles(String page) {
        return page.replaceAll("(?s)(<style>).*?(</style>)", "$1$2")
                .replaceAll("(?s)(<script[^>]*>).*?(</script>)", "$1$2")
                .replaceAll("sha256-[^&]*", "sha256-");
    }

    private static List<String> elements(String html) {
        return Pattern.compile("<[^/][^>]*>?")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static JsonObject json(String page, String id) {
        JsonElement data = JsonParser.parseString(between(page, "id=\"" + id + "\">", "</script>"));
        return data.getAsJsonObject();
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
