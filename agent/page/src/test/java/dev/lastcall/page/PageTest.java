package dev.lastcall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.evidence.FleetLedgers;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Ownership;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Role;
import dev.lastcall.report.HtmlReport;
import dev.lastcall.report.SourceTree;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import dev.lastcall.verdict.ReportedSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * The page as people use it: with a mouse, a keyboard, a screen reader, on a phone, on paper. One browser for all
 * tests.
 */
class PageTest {
    private static final int MOST_BYTES = 10_000_000;
    private static final Map<Integer, Integer> PROCESSES = Map.of(3, 3, 300, 40, 3_000, 1_000);

    @TempDir
    private static Path folder;

    private static final Map<Integer, Path> PAGES = new HashMap<>();
    private static @Nullable Browser started;
    private Browser browser;

    @BeforeAll
    @Timeout(value = 45, unit = TimeUnit.MINUTES) // the browser may have to be installed
    static void start() throws IOException, InterruptedException {
        started = Browser.start();
        assumeTrue(
                started != null,
                "skipped: there is no chromium with its chromedriver here, and none may be installed"
                        + " (apt-get install chromium chromium-driver)");
        for (Map.Entry<Integer, Integer> size : PROCESSES.entrySet()) {
            Path page = folder.resolve(size.getKey() + ".html");
            Files.writeString(page, page(size.getKey(), size.getValue(), folder));
            PAGES.put(size.getKey(), page);
        }
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void reset() {
        browser = started;
        browser.window(1280, 900);
        browser.media("light", "");
        browser.driver.manage().deleteAllCookies();
        browser.console();
        browser.requests();
    }

    /** @param folder gets the source of the worst call site */
    static String page(int sites, int processes, Path folder) throws IOException {
        return page(sites, processes, folder, 1);
    }

    /** @param folder gets the sources of so many call sites, the worst first */
    private static String page(int sites, int processes, Path folder, int sources) throws IOException {
        List<ProcessEvidence> last = new ArrayList<>();
        FleetLedgers.of(sites, 1, last::add);
        Baseline baseline = baseline(sites, Math.min(processes, 12));
        ReportFold fold = new ReportFold(question(RecordedPolicy.ofLast(last), baseline), true);
        FleetLedgers.of(sites, processes, fold::add);
        Report report = fold.report();
        StringBuilder source = new StringBuilder();
        for (int line = 1; line < 300; line++) {
            source.append("    line ").append(line).append("; // <b>&amp;\n");
        }
        for (ReportedSite site : report.sites().stream().limit(sources).toList()) {
            String name = site.example().caller().className().replace('.', '/');
            Path file = folder.resolve("source/" + name + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        }
        return new HtmlReport()
                .with(SourceTree.of(List.of(folder.resolve("source"))))
                .render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8);
    }

    /** By the policy of the process, which names owners, and with a baseline. */
    private static Question question(RecordedPolicy recorded, Baseline baseline) {
        Policy ofProcess = recorded.policy();
        Ownership owners = new Ownership(
                Map.of("old-auth", "security"),
                List.of(
                        new Ownership.OfCallers(new ClassPattern("com.acme.chat.**"), "team-chat"),
                        new Ownership.OfCallers(new ClassPattern("com.acme.common.**"), "platform")));
        Policy policy = new Policy(ofProcess.mode(), ofProcess.rules(), ofProcess.terms(), owners, ofProcess.hash());
        return new Question(
                Purpose.BLOCK,
                policy,
                recorded.name(),
                false,
                LocalDate.parse("2026-11-28"),
                ZoneOffset.UTC,
                FleetLedgers.NOW,
                Population.ALL,
                policy.terms(),
                baseline);
    }

    /** Tolerates a call site of ten, some until a day, and one that is gone. */
    private static Baseline baseline(int sites, int processes) {
        List<LocalDate> ends = Arrays.asList(
                LocalDate.parse("2026-11-01"), LocalDate.parse("2026-12-20"), LocalDate.parse("2027-06-30"), null);
        Map<SiteKey, BaselineEntry> entries = new LinkedHashMap<>();
        int[] place = {0};
        FleetLedgers.of(
                sites,
                processes,
                ledger -> ledger.sites().forEach(counts -> {
                    if (counts.site().role() == Role.DEPRECATED && place[0]++ % 10 == 0) {
                        entries.computeIfAbsent(
                                SiteKey.of(counts.site()),
                                key -> entry(counts.site().rule(), key, ends.get(entries.size() % ends.size())));
                    }
                }));
        SiteKey any = entries.keySet().iterator().next();
        SiteKey gone = new SiteKey("com.acme.gone.OldEndpoint", "onOpen", "()V", any.target(), any.kind(), "gone-core");
        entries.put(gone, entry("websocket-factory", gone, null));
        return new Baseline("lastcall.baseline", List.of(), List.copyOf(entries.values()), List.of());
    }

    private static BaselineEntry entry(String rule, SiteKey key, @Nullable LocalDate until) {
        return new BaselineEntry(rule, key, "team-chat", "migrated with CHAT-12", until, List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 3_000})
    void aPageOpensWithoutAnErrorAndAsksForNothing(int sites) throws IOException {
        Path page = PAGES.get(sites);
        browser.open(page, "");
        Object opened = browser.script("return Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)");
        System.out.printf(
                "page of %,d call sites in %,d processes: %,d kB, open after %s ms%n",
                sites, PROCESSES.get(sites), Files.size(page) / 1_000, opened);

        assertThat(Files.size(page)).isLessThan(MOST_BYTES);
        assertThat(browser.text("#verdict-block .word")).isEqualTo("NO-GO");
        assertThat(browser.texts("#sites [role=status]").get(0)).contains("call sites, ");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 3_000})
    void axeFindsNothing(int sites) {
        browser.open(PAGES.get(sites), "");
        browser.one("button.frame").click();
        assertThat(violations(axe())).isEmpty();
        browser.media("dark", "");
        assertThat(violations(axe().withOnlyRules(List.of("color-contrast"))))
                .as("dark")
                .isEmpty();
    }

    @Test
    void sourcesOfOneFileHaveNamesOfTheirOwn(@TempDir Path sources) throws IOException {
        Path page = sources.resolve("sources.html");
        Files.writeString(page, page(300, 1, sources, 400));
        browser.open(page, "");
        browser.script("for (let i = 0; i < 5; i++) document.querySelectorAll('button.frame')[i].click()");
        browser.one("#dual a.frame").click();
        browser.awaitText("#dual .source", text -> true);
        assertThat(browser.texts("#dual .source")).isNotEmpty();
        assertThat(browser.texts(".site-detail .source")).isNotEmpty();
        assertThat(violations(axe())).isEmpty();
    }

    @Test
    void whereNobodyWatchedNothingSoundsGood() throws IOException {
        ProcessEvidence off =
                SampleLedgers.ledger(SampleLedgers.process("shop", 1, "web-1", "off", ProcessState.EXITED), List.of());
        Report report = ReportFold.of(List.of(off), List.of(), SampleLedgers.NOW, ZoneOffset.UTC);
        Path page = folder.resolve("off.html");
        Files.writeString(page, new HtmlReport().render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8));
        browser.open(page, "");
        assertThat(browser.text("#verdict-block .word")).isEqualTo("UNKNOWN");
        assertThat(browser.texts("#burn-down .empty.unsure")).containsExactly("No process has watched.");
        assertThat(browser.texts("#dual .empty.unsure")).containsExactly("No process has watched.");
        assertThat(browser.texts("#sites .empty.unsure")).containsExactly("No process has watched.");
        assertThat(browser.text("#processes")).contains("1 process of 1 service. Time lines go from ");
        assertThat(browser.text("#main")).doesNotContain("could be watched.", "was used.");
    }

    /**
     * Says what is wrong, and of the rest not where it is: the selectors of all elements take longer than the checks.
     */
    private static AxeBuilder axe() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder().withOptions(options);
    }

    @SuppressWarnings("deprecation") // without it axe opens a window of its own, which the page's rules forbid
    private List<String> violations(AxeBuilder axe) {
        return axe.setLegacyMode(true).analyze(browser.driver).getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml() + ' ' + node.getFailureSummary())
                                .toList())
                .toList();
    }

    @Test
    void callSitesAreSortedByEachHead() {
        browser.open(PAGES.get(300), "");
        browser.one("[data-column=calls] .sort").click();
        assertThat(calls()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(browser.one("[data-column=calls]").getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        browser.one("[data-column=calls] .sort").click();
        assertThat(calls()).isSorted();
        browser.one("#sites [data-column=site] .sort").click();
        assertThat(browser.texts("#sites .frame .pkg")).isSorted();
        assertThat(browser.one("[data-column=calls]").getDomAttribute("aria-sort"))
                .isNull();
    }

    @Test
    void pagesAreTurned() {
        browser.open(PAGES.get(3_000), "");
        List<String> first = browser.texts("#sites .frame .name");
        assertThat(first).hasSize(50);
        browser.script(
                "[...document.querySelectorAll('#sites .pager button')].find(b => b.innerText == 'Next').click()");
        assertThat(browser.texts("#sites .frame .name")).hasSize(50).doesNotContainAnyElementsOf(first.subList(0, 3));
        assertThat(browser.texts("#sites .pager").get(0)).startsWith("51 to 100 of 2,5");
    }

    @Test
    void aFilterIsALinkThatShowsTheSameAgain() {
        browser.open(PAGES.get(300), "");
        choose("Rule", "joda-time");
        choose("State", "open");
        choose("Service", "chat");
        browser.one("#sites input[type=search]").sendKeys("poller");
        String found = browser.text("#sites [role=status]");
        List<String> names = browser.texts("#sites .frame .name");
        assertThat(names).isNotEmpty().allMatch(name -> name.contains("Poller"));
        String link = browser.script("return document.querySelector('#sites .found a').getAttribute('href')") + "";
        assertThat(link).isEqualTo("#sites?q=poller&rule=joda-time&state=open&service=chat");
        assertThat(browser.driver.getCurrentUrl()).endsWith(link);

        browser.open(PAGES.get(300), link);
        assertThat(browser.text("#sites [role=status]")).isEqualTo(found);
        assertThat(browser.texts("#sites .frame .name")).isEqualTo(names);
        assertThat(browser.texts("#sites .chip")).hasSize(4);

        browser.one("#sites .chip").click();
        assertThat(browser.texts("#sites .chip")).hasSize(3);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void eachFilterLeavesAsManyAsItSays() {
        browser.open(PAGES.get(300), "");
        Map<String, List<String>> choices = Map.of(
                "Rule", List.of("old-auth"),
                "State", List.of("open", "allowed", "never-reached", "static-initializer", "swallowed", "canonical"),
                "Service", List.of("mail"),
                "Version", List.of("5.1.0"),
                "Environment", List.of("staging"),
                "Jar", List.of("acme-common"),
                "Owner", List.of("team-chat", "platform", "security", "nobody"),
                "Kind", List.of("reflection"));
        choices.forEach((filter, values) -> values.forEach(value -> {
            String label = choose(filter, value);
            String count = label.replaceAll(".*\\(([0-9,]+)\\)$", "$1");
            assertThat(count).as(label).isNotEqualTo("0");
            assertThat(browser.text("#sites [role=status]")).as(label).startsWith(count + " call site");
            choose(filter, "");
        }));
    }

    @Test
    void whatIsToleratedStandsOnTheTimeLine() {
        browser.open(PAGES.get(300), "");
        List<String> heads = browser.texts("#allow h3");
        assertThat(heads).containsExactly("Allowed by the policy", "Tolerated by lastcall.baseline");
        String table = "[aria-label='Table: Tolerated call sites'] ";
        assertThat(browser.texts(table + "td[data-label=Until]"))
                .contains("2026-11-01", "2026-12-20")
                .isSorted();
        assertThat(browser.texts(table + "td[data-label=State]")).contains("Expired", "Ends soon", "Active");
        assertThat(browser.script("return document.querySelectorAll(arguments[0]).length", table + ".strip .over"))
                .isNotEqualTo(0L);
        browser.one(table + "[data-column=caller] .sort").click();
        browser.one(table + "th.wide a").click();
        browser.awaitText(".site-detail", text -> true);
        assertThat(browser.texts(".site-detail")).hasSize(1);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void whereNothingIsFoundAWayLeadsBack() {
        browser.open(PAGES.get(300), "#sites?q=nosuchname");
        assertThat(browser.text("#sites [role=status]")).startsWith("0 call sites");
        browser.one("#sites .empty .button").click();
        assertThat(browser.text("#sites [role=status]")).startsWith("255 call sites");
    }

    @Test
    void aCallSiteOpensToAllThatIsKnownOfIt() {
        browser.open(PAGES.get(300), "#sites?rule=joda-time");
        browser.one("button.frame").click();
        String detail = browser.texts(".site-detail").get(0);
        assertThat(detail).contains("Call path", "Of call 1", "Build", "Services", "Processes", "Target", "First call");
        browser.open(
                PAGES.get(300),
                browser.script("return document.querySelector('.site-detail a[href*=\"site=\"]').getAttribute('href')")
                        + "");
        assertThat(browser.texts(".site-detail")).containsExactly(detail);
    }

    @Test
    void theSourceOfTheWorstCallSiteIsShownWithItsLineMarked() {
        browser.open(PAGES.get(3), "");
        browser.script("for (const b of document.querySelectorAll('button.frame')) {"
                + " b.click(); if (document.querySelector('.source')) break; }");
        String marked = browser.texts(".source .here").get(0);
        assertThat(marked).matches("(?s)(\\d+)\\s+line \\1; // <b>&amp;");
        assertThat(browser.texts(".source .line")).hasSize(13);
    }

    @Test
    void darkFollowsTheSystemAndTheButton() {
        browser.open(PAGES.get(3), "");
        Object light = background();
        browser.media("dark", "");
        Object dark = background();
        assertThat(dark).isNotEqualTo(light);
        browser.awaitText("#theme", "Light"::equals);
        browser.one("#theme").click();
        assertThat(background()).isEqualTo(light);
        browser.open(PAGES.get(3), "");
        assertThat(background()).isEqualTo(light);
        browser.one("#theme").click();
        assertThat(background()).isEqualTo(dark);
        browser.script("localStorage.clear()");
    }

    @Test
    void onPaperThereIsWhatIsReadAndNothingToPress() {
        browser.media("dark", "print");
        browser.open(PAGES.get(3), "");
        assertThat(background()).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.one("#verdict-block").isDisplayed()).isTrue();
        assertThat(browser.one("#sites table").isDisplayed()).isTrue();
        for (String control : List.of("#theme", "#bar nav", "#sites .filters", ".segments")) {
            assertThat(browser.one(control).isDisplayed()).as(control).isFalse();
        }
        Object pdf =
                browser.cdp("Page.printToPDF", Map.of("printBackground", true)).get("data");
        assertThat(new String(Base64.getDecoder().decode(String.valueOf(pdf)), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 3_000})
    void aPhoneScrollsInOneDirectionOnly(int sites) {
        browser.window(360, 740);
        browser.open(PAGES.get(sites), "");
        browser.one("button.frame").click();
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat(browser.one("#sites .field select").isDisplayed()).isFalse();
        browser.one("#sites .unfold").click();
        assertThat(browser.one("#sites .field select").isDisplayed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 3_000})
    void noTableIsCutAtAnyWidth(int sites) {
        browser.open(PAGES.get(sites), "");
        for (int width : List.of(360, 600, 768, 1_000, 1_184, 1_185, 1_280, 1_920)) {
            browser.window(width, 900);
            assertThat(browser.script("return [...document.querySelectorAll('.scroll')]"
                            + ".filter(box => box.scrollWidth > box.clientWidth)"
                            + ".map(box => box.getAttribute('aria-label'))"))
                    .as("tables that are wider than their place, at " + width + " px")
                    .isEqualTo(List.of());
        }
    }

    @Test
    void whereARowIsACardItsTableCanBeSorted() {
        browser.window(360, 740);
        browser.open(PAGES.get(300), "");
        WebElement sort = browser.one("#sites [data-column=calls] .sort");
        assertThat(sort.isDisplayed()).isTrue();
        sort.click();
        sort.click();
        assertThat(calls()).isSorted();
    }

    @Test
    void theKeyboardReachesAll() {
        browser.open(PAGES.get(300), "");
        browser.press(Keys.TAB);
        assertThat(browser.script("return document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("main");

        browser.tabTo("#burn-down input");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.texts("#burn-down .legend li")).anyMatch(name -> name.contains("-core"));
        browser.tabTo("#sites select");
        browser.press(Keys.ARROW_DOWN); // letters have to be pressed in one second
        assertThat(browser.texts("#sites .chip")).containsExactly("Rule: joda-time");
        browser.tabTo("#sites [data-column=calls] .sort");
        browser.press(Keys.ENTER);
        assertThat(browser.one("#sites [data-column=calls]").getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        browser.tabTo("#sites button.frame");
        browser.press(Keys.ENTER);
        assertThat(browser.texts(".site-detail")).hasSize(1);
        assertThat(browser.script("return document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");
        browser.press(Keys.ENTER);
        assertThat(browser.texts(".site-detail")).isEmpty();
        browser.script("document.querySelector('#map').scrollIntoView(); document.querySelector('#map input').focus()");
        browser.tabTo("#map a");
        browser.press(Keys.ENTER);
        browser.awaitText("#sites .chip", chip -> chip.startsWith("Package: "));
    }

    @Test
    void withoutAScriptThePageSaysTheMainThing() {
        browser.cdp("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.open(PAGES.get(300), "");
            assertThat(browser.text("#verdict-block")).contains("NO-GO", "deprecated calls at");
            assertThat(browser.text("#sections")).contains("The worst call sites", "This browser runs no script");
        } finally {
            browser.cdp("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void hostileNamesAreText() throws IOException {
        String evil = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\u202e\u2028";
        Path page = folder.resolve("evil.html");
        Files.writeString(page, Hostile.page(evil));
        browser.open(page, "");
        browser.one("button.frame").click();
        assertThat(browser.script("return window.pwned ?? 'no'")).isEqualTo("no");
        assertThat(browser.script("return document.querySelectorAll('img').length"))
                .isEqualTo(0L);
        assertThat(browser.text("#sites .frame")).contains("<img src=x onerror=window.pwned=1>\\u202e\\u2028");
        assertThat(browser.console()).isEmpty();
    }

    private Object background() {
        return String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
    }

    private List<Long> calls() {
        return browser.texts("#sites tbody tr td[data-label=Calls]").stream()
                .map(text -> Long.valueOf(text.replace(",", "")))
                .toList();
    }

    /** Chooses a value; what its option says. */
    private String choose(String filter, String value) {
        Object select = browser.script(
                "return [...document.querySelectorAll('#sites .field')]"
                        + ".find(f => f.querySelector('span').innerText === arguments[0])?.querySelector('select')",
                filter);
        Select choice = new Select((WebElement) select);
        choice.selectByValue(value);
        return choice.getFirstSelectedOption().getText();
    }
}
