package dev.lastcall.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.policy.Role;
import dev.lastcall.sections.RuleSection.ShownSite;
import dev.lastcall.sections.RuleSection.SiteGroup;
import dev.lastcall.sections.View.GroupBy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportStories;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final Report MANY = ReportStories.many();

    @Test
    void callSitesAreOrderedByCallsToMigrate() {
        RuleSection rule = Sections.of(MANY, new View(50, false, GroupBy.JAR, false))
                .rules()
                .get(0);
        assertThat(sites(rule)).hasSize(50);
        for (SiteGroup group : rule.groups()) {
            assertThat(group.sites().stream().map(shown -> shown.site().openCalls()))
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
    }

    @Test
    void nothingThatIsLeftOutIsForgotten() {
        for (int top : new int[] {0, 1, 7, 5_000}) {
            for (RuleSection rule :
                    Sections.of(MANY, new View(top, false, GroupBy.JAR, false)).rules()) {
                long shown = sites(rule).stream().mapToLong(ReportedSite::calls).sum();
                long all = MANY.sites().stream()
                        .filter(site -> site.rule().equals(rule.rule().id()))
                        .filter(site -> site.role() == Role.DEPRECATED)
                        .mapToLong(ReportedSite::calls)
                        .sum();
                assertThat(shown + rule.more().calls()).isEqualTo(all);
            }
        }
    }

    @Test
    void oneRuleShowsTwentyCallSites() {
        assertThat(sites(
                        Sections.of(ReportStories.oneRule(), View.USUAL).rules().get(0)))
                .hasSize(20);
    }

    @Test
    void ofDualScopesTheNarrowestAreTold() {
        assertThat(Sections.of(ReportStories.few(), View.USUAL).dual().shown())
                .extracting(DualScope::kind, DualScope::name)
                .containsExactly(tuple("class", "com.shop.cart.Checkout"));
        assertThat(Sections.of(ReportStories.dualService(), View.USUAL).dual().shown())
                .extracting(DualScope::kind, DualScope::name)
                .containsExactly(tuple("package", "com.shop.both"), tuple("service", "billing"));
    }

    @Test
    void processesAreSummedByServiceAndVersion() {
        Sections sections = Sections.of(ReportStories.fleet(), View.ALL);
        assertThat(sections.processes().shown().stream()
                        .mapToInt(ServiceSummary::processes)
                        .sum())
                .isEqualTo(1_000);
        assertThat(sections.eachProcess().shown()).hasSize(1_000);
        assertThat(sections.services()).isEqualTo(40);
    }

    private static List<ReportedSite> sites(RuleSection rule) {
        return rule.groups().stream()
                .map(SiteGroup::sites)
                .flatMap(List::stream)
                .map(ShownSite::site)
                .toList();
    }
}
