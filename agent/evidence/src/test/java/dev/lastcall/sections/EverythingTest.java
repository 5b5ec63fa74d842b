package dev.lastcall.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.verdict.ReportStories;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a report says of each call site, rule and allow entry. */
class EverythingTest {
    private final Everything everything =
            Sections.of(ReportStories.everyState(), View.ALL).everything();

    @Test
    void eachCallSiteHasAStateAndAllThatHold() {
        Map<String, List<String>> states = new TreeMap<>();
        for (CallSite site : everything.sites()) {
            states.put(
                    site.site().key().callerClass() + ' ' + site.site().role().label(),
                    site.states().stream().map(SiteState::word).toList());
        }
        assertThat(states)
                .containsOnly(
                        Map.entry("com.shop.cart.Checkout deprecated", List.of("open", "would-block")),
                        Map.entry("com.shop.cart.Checkout canonical", List.of("canonical")),
                        Map.entry(
                                "com.shop.cart.Config deprecated",
                                List.of("open", "would-block", "blocked", "static-initializer")),
                        Map.entry("com.shop.Shim deprecated", List.of("allowed")),
                        Map.entry("com.shop.jobs.Nightly deprecated", List.of("open", "would-block")),
                        Map.entry("com.acme.New deprecated", List.of("delegated")),
                        Map.entry("com.shop.admin.Purge deprecated", List.of("never-reached", "would-block")),
                        Map.entry(
                                "com.bill.Invoices deprecated",
                                List.of("open", "would-block", "blocked", "swallowed")));
    }

    @Test
    void aCallSiteKeepsItsIdThroughBuilds() {
        assertThat(everything.sites()).extracting(CallSite::id).doesNotHaveDuplicates();
        assertThat(everything.sites())
                .filteredOn(site -> site.site().variants().size() == 2)
                .singleElement()
                .extracting(CallSite::id)
                .isEqualTo(id(ReportStories.few(), "com.shop.cart.Checkout"))
                .asString()
                .matches("[0-9a-f]{16}");
    }

    private static String id(dev.lastcall.verdict.Report report, String callerClass) {
        return Sections.of(report, View.ALL).everything().sites().stream()
                .filter(site -> site.site().key().callerClass().equals(callerClass))
                .filter(site -> site.site().openCalls() > 0)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void anAllowEntrySaysWhetherItEndsAndWhatItLetsPass() {
        assertThat(everything.allow())
                .extracting(
                        entry -> entry.entry().text(),
                        entry -> entry.state().word(),
                        AllowSection::isUnused,
                        entry -> entry.allowed().calls(),
                        entry -> entry.open().calls())
                .containsExactly(
                        tuple("com.shop.Shim", "ends-soon", false, 3L, 0L),
                        tuple("com.shop.jobs.*", "expired", true, 0L, 5L),
                        tuple("com.shop.nobody.**", "active", true, 0L, 0L));
    }

    @Test
    void aRuleHasItsSumsByThePolicyAskedAbout() {
        assertThat(everything.rules())
                .extracting(
                        rule -> rule.totals().id(),
                        RuleFigures::open,
                        RuleFigures::blocked,
                        RuleFigures::allowed,
                        RuleFigures::delegated,
                        RuleFigures::canonical,
                        RuleFigures::neverReached)
                .containsExactly(
                        tuple(
                                "old",
                                new Amount(2_007, 3),
                                new Amount(2, 1),
                                new Amount(3, 1),
                                new Amount(9, 1),
                                new Amount(100, 1),
                                1),
                        tuple("tables", new Amount(7, 1), new Amount(7, 1), Amount.NONE, Amount.NONE, Amount.NONE, 0));
    }
}
