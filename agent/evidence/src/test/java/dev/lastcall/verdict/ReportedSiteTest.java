package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.verdict.ReportedSite.ProcessUse;
import dev.lastcall.verdict.ReportedSite.ReleaseUse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a report says of a call site: what was, and what a block would do. */
class ReportedSiteTest {
    @Test
    void aBlockWouldRefuseWhatNobodyAllows() {
        Story story = new Story();
        story.process("chat").calls(7, "com.shop.App", "run", Story.MAKE);
        ReportedSite site = only(story);
        assertThat(site.treatment()).isEqualTo(Treatment.REFUSE);
        assertThat(site.openCalls()).isEqualTo(7);
        assertThat(site.entry()).isNull();
        assertThat(site.inStaticInitializer()).isFalse();
    }

    @Test
    void anAllowEntryIsNamed() {
        Story story = new Story();
        story.process("chat").calls(7, "com.shop.Shim", "run", Story.MAKE);
        ReportedSite site = only(story);
        assertThat(site.treatment()).isEqualTo(Treatment.ALLOW);
        assertThat(site.entry()).isNotNull().extracting("text").isEqualTo("com.shop.Shim");
        assertThat(site.allowedCalls()).isEqualTo(7);
        assertThat(site.openCalls()).isZero();
    }

    @Test
    void anEntryThatHasExpiredAllowsNothing() {
        Story story = new Story()
                .rules(Story.rule(
                        "old", List.of("com.acme.Old"), List.of(), Story.allow("com.shop.Shim", "2026-11-27")));
        story.process("chat")
                .counts(new SiteCounts(
                        Story.site("old", Role.DEPRECATED, Kind.CALL, "com.shop.Shim", "run", Story.MAKE),
                        7,
                        0,
                        7,
                        0,
                        Story.NOW.minusSeconds(9),
                        Story.NOW));
        ReportedSite site = only(story);
        assertThat(site.treatment()).isEqualTo(Treatment.REFUSE);
        assertThat(site.openCalls()).isEqualTo(7);
        assertThat(site.allowedThen()).isEqualTo(7);
    }

    @Test
    void whatDelegatesIsLetThrough() {
        Story story = new Story();
        story.process("chat").delegated(5, "com.acme.New", "get", Story.MAKE);
        ReportedSite site = only(story);
        assertThat(site.treatment()).isEqualTo(Treatment.DELEGATE);
        assertThat(site.delegatedCalls()).isEqualTo(5);
    }

    @Test
    void aRuleThatIsOffOrGoneRefusesNothing() {
        Rule off = new Rule("old", Story.signatures(List.of("com.acme.Old")), List.of(), "", List.of(), Mode.OFF, true);
        for (Rule asked : List.of(off, Story.rule("other", List.of("com.acme.Other"), List.of()))) {
            Story story = new Story();
            story.process("chat").calls(5, "com.shop.App", "run", Story.MAKE);
            story.asks(asked);
            assertThat(only(story).treatment()).isEqualTo(Treatment.PASS);
            assertThat(only(story).calls()).isEqualTo(5);
        }
    }

    @Test
    void aStaticInitializerFurtherUpIsAWarning() {
        Story story = new Story();
        story.process("chat").initializer(1, "com.shop.App", "run", Story.MAKE);
        assertThat(only(story).inStaticInitializer()).isTrue();
    }

    @Test
    void whatWasRefusedStaysRefusedWhateverThePolicyAskedAboutSays() {
        Story story = new Story();
        story.process("chat").blocked(4, "com.shop.App", "run", Story.MAKE);
        story.asks(Story.rule("old", List.of("com.acme.Old"), List.of(), Story.allow("com.shop.**", null)));
        ReportedSite site = only(story);
        assertThat(site.blocked()).isEqualTo(4);
        assertThat(site.treatment()).isEqualTo(Treatment.ALLOW);
    }

    @Test
    void versionsAndServicesOfOneSiteAreItsUses() {
        Story story = new Story();
        story.process("chat").version("1.0").calls(5, "com.shop.App$1", "run", Story.MAKE);
        story.process("chat").version("1.1").calls(6, "com.shop.App$2", "run", Story.MAKE);
        story.process("billing").calls(1, "com.shop.App", "run", Story.MAKE);
        ReportedSite site = only(story);
        assertThat(site.calls()).isEqualTo(12);
        assertThat(site.services())
                .containsExactly(
                        new ReportedSite.ServiceUse("chat", 11, 2, List.of("1.0", "1.1")),
                        new ReportedSite.ServiceUse("billing", 1, 1, List.of()));
    }

    @Test
    void releasesProcessesAndVariantsAreNamedByCalls() {
        Story story = new Story();
        story.process("chat").version("1.0").in("staging").calls(5, "com.shop.App$1", "run", Story.MAKE);
        story.process("chat")
                .version("1.1")
                .in("production")
                .calls(6, "com.shop.App$2", "run", Story.MAKE)
                .calls(1, "com.shop.App", "run", Story.MAKE);
        story.process("chat").version("1.1").in("production").calls(0, "com.shop.App", "run", Story.MAKE);
        ReportedSite site = only(story);
        assertThat(site.processes()).isEqualTo(3);
        assertThat(site.releases())
                .containsExactly(
                        new ReleaseUse("chat", "1.1", "production", 7, 2),
                        new ReleaseUse("chat", "1.0", "staging", 5, 1));
        assertThat(site.callers())
                .containsExactly(new ProcessUse(new UUID(0, 2), 7), new ProcessUse(new UUID(0, 1), 5));
        assertThat(site.variants())
                .extracting(variant -> variant.site().caller().className(), variant -> variant.versions())
                .containsExactly(
                        tuple("com.shop.App$2", List.of("1.1")),
                        tuple("com.shop.App$1", List.of("1.0")),
                        tuple("com.shop.App", List.of("1.1")));
    }

    @Test
    void ofTheCallPathsOfAllProcessesTheEarliestThreeAreKept() {
        Story story = new Story();
        for (int i = 0; i < 5; i++) {
            Site site = Story.site("old", Role.DEPRECATED, Kind.CALL, "com.shop.App", "run", Story.MAKE);
            story.process("chat")
                    .calls(1, "com.shop.App", "run", Story.MAKE)
                    .facts(new SiteFacts(
                            site,
                            false,
                            List.of(path(10, "com.shop.Same"), path(100 - 10L * i, "com.shop.Other" + i)),
                            List.of(),
                            List.of()));
        }
        assertThat(only(story).paths())
                .containsExactly(path(10, "com.shop.Same"), path(60, "com.shop.Other4"), path(70, "com.shop.Other3"));
    }

    private static CallPath path(long call, String outer) {
        return new CallPath(
                call, List.of(new PathFrame("com.shop.App", "run"), new PathFrame(outer, "go")), false, false);
    }

    @Test
    void openCallsAreAddedUpByServiceAndJarAndOnlyThose() {
        List<OpenHistory> open = ReportStories.everyState().openCalls();
        assertThat(open)
                .extracting(OpenHistory::rule, OpenHistory::by, OpenHistory::name)
                .containsExactly(
                        tuple("old", OpenHistory.By.SERVICE, "chat"),
                        tuple("old", OpenHistory.By.JAR, "shop"),
                        tuple("old", OpenHistory.By.JAR, "shop-cart"),
                        tuple("tables", OpenHistory.By.SERVICE, "billing"),
                        tuple("tables", OpenHistory.By.JAR, "file:/srv/app/classes/"));
        assertThat(open.get(2).history().days()).containsExactly(2L, 700L, 700L, 300L, 300L);
    }

    @Test
    void theVerdictOnADeletionIsTheOneThatCheckGives() {
        Story story = new Story();
        story.process("chat").calls(5, "com.shop.Shim", "run", Story.MAKE);
        Report report = ReportFold.of(story.ledgers(), List.of(), story.question());
        assertThat(report.verdict().result()).isNotEqualTo(Verdict.Result.NO_GO);
        assertThat(report.forDelete()).isEqualTo(story.delete().verdict());
    }

    @Test
    void theReportAndTheVerdictCountTheSameOpenCalls() {
        Story story = new Story();
        story.process("chat")
                .ran(Duration.ofDays(3), Duration.ZERO)
                .calls(5, "com.shop.App", "run", Story.MAKE)
                .calls(3, "com.shop.Shim", "run", Story.MAKE)
                .calls(2, "com.shop.Cart", "run", Story.MAKE);
        Report report = ReportFold.of(story.ledgers(), List.of(), story.question());
        assertThat(report.sites().stream().mapToLong(ReportedSite::openCalls).sum())
                .isEqualTo(7)
                .isEqualTo(report.verdict().findings().get(0).figures().get("calls"));
    }

    private static ReportedSite only(Story story) {
        List<ReportedSite> sites =
                ReportFold.of(story.ledgers(), List.of(), story.question()).sites();
        assertThat(sites).hasSize(1);
        return sites.get(0);
    }
}
