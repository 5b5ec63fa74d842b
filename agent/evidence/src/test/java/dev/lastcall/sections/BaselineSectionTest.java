package dev.lastcall.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.sections.AllowSection.State;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportStories;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineSectionTest {
    private final Report report = ReportStories.tolerated();

    @Test
    void eachEntryHasItsStateAndWhatWasSeenOfIt() {
        assertThat(of(""))
                .extracting(
                        section -> section.entry().key().callerClass(),
                        BaselineSection::state,
                        section -> section.open().calls(),
                        section -> section.sites().size())
                .containsExactly(
                        tuple("com.shop.Gone", State.ACTIVE, 0L, 0),
                        tuple("com.shop.admin.Purge", State.EXPIRED, 0L, 1),
                        tuple("com.shop.cart.Checkout", State.ENDS_SOON, 2_000L, 1));
    }

    @Test
    void theIdsAreThoseOfTheCallSites() {
        List<CallSite> sites = Sections.of(report, View.ALL).everything().sites();
        for (BaselineSection section : of("")) {
            for (String id : section.sites()) {
                assertThat(sites)
                        .anyMatch(site -> site.id().equals(id)
                                && section.entry()
                                        .names(site.site().rule(), site.site().key()));
            }
        }
    }

    @Test
    void anOwnerIsShownWhatHeKeepsAndHisCallSites() {
        assertThat(of("team-cart"))
                .extracting(section -> section.entry().key().callerClass())
                .containsExactly("com.shop.cart.Checkout");
        assertThat(of("@Admin"))
                .extracting(section -> section.entry().key().callerClass())
                .containsExactly("com.shop.admin.Purge");
    }

    @Test
    void withoutABaselineThereIsNone() {
        assertThat(Sections.of(ReportStories.everyState(), View.ALL)
                        .everything()
                        .baseline())
                .isEmpty();
    }

    private List<BaselineSection> of(String owner) {
        return Sections.of(report, new View(0, true, View.GroupBy.JAR, false, owner))
                .everything()
                .baseline();
    }
}
