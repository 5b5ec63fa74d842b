package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.time.Duration;
import java.util.List;
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
    void theReportAndTheVerdictCountTheSameOpenCalls() {
        Story story = new Story();
        story.process("chat")
                .ran(Duration.ofDays(3), Duration.ZERO)
                .calls(5, "com.shop.App", "run", Story.MAKE)
                .calls(3, "com.shop.Shim", "run", Story.MAKE)
                .calls(2, "com.shop.Cart", "run", Story.MAKE);
        Report report = Report.of(story.ledgers(), List.of(), story.question());
        assertThat(report.sites().stream().mapToLong(ReportedSite::openCalls).sum())
                .isEqualTo(7)
                .isEqualTo(report.verdict().findings().get(0).figures().get("calls"));
    }

    private static ReportedSite only(Story story) {
        List<ReportedSite> sites =
                Report.of(story.ledgers(), List.of(), story.question()).sites();
        assertThat(sites).hasSize(1);
        return sites.get(0);
    }
}
