package dev.lastcall.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.evidence.Caller;
import dev.lastcall.verdict.OpenHistory;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportStories;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who has to act on a call site, and what he is shown. */
class OwnersTest {
    private static final Sources CODEOWNERS = new Sources() {
        @Override
        public String fileOf(Caller caller) {
            return "src/" + caller.source();
        }

        @Override
        public List<String> ownersOf(Caller caller) {
            return caller.className().contains("Purge") || caller.className().contains("Checkout")
                    ? List.of("@acme/admin", "@kim")
                    : List.of();
        }
    };

    private final Report report = ReportStories.everyState();

    @Test
    void thePolicyNamesTheOwnerElseTheFileElseTheEntryElseTheRule() {
        Map<String, String> owners = new TreeMap<>();
        for (CallSite site :
                Sections.of(report, View.ALL, CODEOWNERS).everything().sites()) {
            owners.put(
                    site.site().key().callerClass(),
                    site.owned().by().word() + ' ' + site.owned().owners());
        }
        assertThat(owners)
                .containsOnly(
                        Map.entry("com.acme.New", "rule [platform]"),
                        Map.entry("com.bill.Invoices", " []"),
                        Map.entry("com.shop.Shim", "allow-entry [realtime]"),
                        Map.entry("com.shop.admin.Purge", "codeowners [@acme/admin, @kim]"),
                        Map.entry("com.shop.cart.Checkout", "policy [team-cart]"),
                        Map.entry("com.shop.cart.Config", "policy [team-config]"),
                        Map.entry("com.shop.jobs.Nightly", "rule [platform]"));
    }

    @Test
    void anOwnerIsShownWhatIsHisAndTheVerdictOfAll() {
        Sections sections = Sections.of(report, new View(0, true, View.GroupBy.JAR, false, "@Team-Cart"), CODEOWNERS);
        Everything everything = sections.everything();
        assertThat(everything.sites())
                .extracting(site -> site.site().key().callerClass())
                .containsExactly("com.shop.cart.Checkout", "com.shop.cart.Checkout");
        assertThat(everything.allSites()).isEqualTo(8);
        assertThat(everything.rules())
                .extracting(rule -> rule.totals().id(), RuleFigures::open)
                .containsExactly(tuple("old", new Amount(2_000, 1)));
        assertThat(everything.openCalls())
                .extracting(OpenHistory::by, OpenHistory::name)
                .containsExactly(tuple(OpenHistory.By.JAR, "shop-cart"));
        assertThat(sections.report().evidence().sites())
                .allMatch(site -> site.site().caller().className().equals("com.shop.cart.Checkout"))
                .hasSize(3);
        assertThat(sections.report().verdict()).isEqualTo(report.verdict());
        assertThat(sections.report().evidence().scopes())
                .extracting(scope -> scope.name())
                .contains("com.shop.cart.Checkout", "com.shop.cart")
                .doesNotContain("com.shop.jobs.Nightly", "com.bill");
    }

    @Test
    void anOwnerIsShownTheEntriesThatHeKeepsAndThoseOfHisCallSites() {
        assertThat(entriesOf("Realtime")).containsExactly("com.shop.Shim");
        assertThat(entriesOf("platform")).containsExactly("com.shop.jobs.*");
        assertThat(entriesOf("team-cart")).isEmpty();
        assertThat(entriesOf("")).hasSize(3);
    }

    private List<String> entriesOf(String owner) {
        return Sections.of(report, new View(0, true, View.GroupBy.JAR, false, owner), CODEOWNERS)
                .everything()
                .allow()
                .stream()
                .map(section -> section.entry().text())
                .toList();
    }

    @Test
    void whoOwnsNothingIsShownNoCallSite() {
        Sections sections = Sections.of(report, new View(0, true, View.GroupBy.JAR, false, "nobody"), CODEOWNERS);
        assertThat(sections.everything().sites()).isEmpty();
        assertThat(Sections.of(report, View.ALL, CODEOWNERS).everything().owners())
                .containsExactly("@acme/admin", "@kim", "platform", "realtime", "team-cart", "team-config");
    }
}
