package dev.lastcall.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.sections.View.GroupBy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportStories;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** What people see of a few call sites, of some hundred, and of a fleet. */
class TextReportTest {
    private static final Report MANY = ReportStories.many();
    private static final Report FLEET = ReportStories.fleet();

    @Test
    void anEntryOfTheSettingsHasNoReason() {
        String text = text(ReportStories.ofSettings(), View.USUAL, UTF_8);
        assertThat(text)
                .contains("by com.shop.Shim\n")
                .contains("com.shop.Gone: never used\n")
                .doesNotContain("inline");
    }

    @Test
    void aFewCallSitesAreToldInFull() {
        Golden.assertSame("report/few.txt", text(ReportStories.few(), View.USUAL, UTF_8));
    }

    @Test
    void someHundredCallSitesAreToldByTheTop() {
        Golden.assertSame("report/many.txt", text(MANY, View.USUAL, UTF_8));
    }

    @Test
    void manyProcessesAreSummedByServiceAndVersion() {
        Golden.assertSame("report/fleet.txt", text(FLEET, View.USUAL, UTF_8));
    }

    @Test
    void aFleetFitsOnAFewPages() {
        assertThat(FLEET.sites()).hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(FLEET.evidence().processes()).hasSize(1_000);
        for (GroupBy groupBy : GroupBy.values()) {
            for (Report report : new Report[] {MANY, FLEET}) {
                String text = text(report, new View(0, false, groupBy, false), UTF_8);
                assertThat(text.lines().count()).isLessThan(200);
            }
        }
    }

    @Test
    void noLineIsWiderThanAHundredColumns() {
        for (GroupBy groupBy : GroupBy.values()) {
            for (Report report : new Report[] {ReportStories.few(), MANY, FLEET}) {
                assertThat(text(report, new View(2_000, false, groupBy, true), UTF_8)
                                .lines())
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100))
                        .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
            }
        }
    }

    @Test
    void classesAndMembersAreNeverShortened() {
        assertThat(text(MANY, new View(500, false, GroupBy.JAR, false), UTF_8))
                .contains("...AbstractDistributedReplicatedSessionManager0.show11(line 21)");
    }

    @Test
    void allShowsEverythingWithItsWholeName() {
        String text = text(MANY, View.ALL, UTF_8);
        assertThat(text)
                .doesNotContain(" more call site", "...")
                .contains("com.shop.cart.integration.websockets.sessions.internal.distributed.replication."
                        + "AbstractDistributedReplicatedSessionManager0.<clinit>(");
        assertThat(text.lines().filter(line -> line.endsWith(".java:21)"))).isNotEmpty();
    }

    @Test
    void topSaysHowManyAreShown() {
        String text = text(MANY, new View(2, false, GroupBy.JAR, false), UTF_8);
        assertThat(text.lines().filter(line -> line.contains("more call sites with")))
                .hasSize(2);
        assertThat(text.lines().filter(line -> line.contains(" -> call ") || line.contains("  -> call ")))
                .hasSizeGreaterThanOrEqualTo(2 * 2);
    }

    @Test
    void callSitesAreGroupedByServiceIfAskedFor() {
        assertThat(text(MANY, View.USUAL, UTF_8)).contains("\n  shop-cart: ").doesNotContain("\n  billing: ");
        assertThat(text(MANY, new View(0, false, GroupBy.SERVICE, false), UTF_8))
                .as("calls of a site that services share are of none of them alone")
                .contains("\n  billing, chat, search: ")
                .doesNotContain("\n  shop-cart: ");
    }

    @Test
    void eachProcessIsListedIfAskedFor() {
        assertThat(text(MANY, View.USUAL, UTF_8)).doesNotContain("EACH PROCESS");
        assertThat(text(MANY, new View(0, false, GroupBy.JAR, true), UTF_8))
                .contains("EACH PROCESS", "chat 1@host 1.0, staging", "search 12@host 1.3, production");
    }

    @Test
    void barsAreAsciiWhereTheOutputCarriesNoBlocks() {
        String blocks = text(ReportStories.few(), View.USUAL, UTF_8);
        String ascii = text(ReportStories.few(), View.USUAL, US_ASCII);
        assertThat(US_ASCII.newEncoder().canEncode(ascii)).isTrue();
        assertThat(ascii).contains(":::::--==+*#%@=..  2026-11-26 12:00 - 2026-11-28 04:00  chat 5.2");
        assertThat(blocks).contains("\u2581\u2581\u2582").isNotEqualTo(ascii);
    }

    private static String text(Report report, View view, Charset charset) {
        return new TextReport().render(Sections.of(report, view), charset);
    }
}
