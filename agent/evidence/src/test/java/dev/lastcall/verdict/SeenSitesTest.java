package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.allow;
import static dev.lastcall.verdict.Story.migrated;
import static dev.lastcall.verdict.Story.rule;
import static dev.lastcall.verdict.Story.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which call sites a ratchet goes by: those of ledgers and of a scan, each once for each rule that lists it. */
class SeenSitesTest {
    private static final Rule ALLOWING =
            rule("old", List.of("com.acme.Old"), List.of("com.acme.New"), allow("com.shop.Shim", null));
    private static final Rule STRICT = rule("strict", List.of("com.acme.Old"), List.of());

    @Test
    void aLoadedSiteThatIsOpenInTheScanIsOpen() {
        // an anonymous class beside the one that is allowed is in the same place
        Story story = migrated().scan(scan(List.of(shim("old"))));
        assertThat(judge(story).sites())
                .extracting(SeenSite::rule, SeenSite::open, SeenSite::scanned)
                .containsExactly(tuple("old", true, true));
        assertThat(story.ratchet().baseline().verdict().findings())
                .extracting(Reason::code)
                .containsExactly("new-call-site");
    }

    @Test
    void whatIsOpenForOneRuleIsNotForAnother() {
        Story story = migrated().rules(ALLOWING, STRICT).asks(ALLOWING, STRICT);
        story.first().calls("strict", 3, 0, 0, "com.shop.Shim", "make", MAKE);
        story.scan(ScanFacts.of(List.of("app.jar"), 9)
                .sites(List.of(shim("old"), shim("strict")), List.of(shim("strict")))
                .build());
        assertThat(judge(story).sites())
                .extracting(SeenSite::rule, SeenSite::open)
                .containsExactly(tuple("old", false), tuple("strict", true));
    }

    @Test
    void aScannedSiteOfAnotherRuleOrOfTheOtherSideIsNone() {
        Site rare = site("strict", Role.DEPRECATED, Kind.CALL, "com.shop.Rare", "run", MAKE);
        Site migrated = site("old", Role.CANONICAL, Kind.CALL, "com.shop.Rare", "run", GET);
        Story story = migrated().rules(ALLOWING, STRICT).asks(ALLOWING, STRICT);
        story.scan(scan(List.of(rare, migrated)));
        assertThat(judge(story).sites())
                .extracting(SeenSite::rule, seen -> seen.key().callerClass())
                .containsExactly(tuple("old", "com.shop.Shim"), tuple("strict", "com.shop.Rare"));
    }

    @Test
    void codeInAFolderIsOwnThoughTheProgramIsInAJar() {
        Story story = migrated();
        Caller caller = new Caller("com.shop.Late", "run", "()V", 7, "Late.java", "/srv/classes/", "app");
        story.first()
                .program("com.shop.Main", "main.jar", "")
                .counts(new SiteCounts(
                        new Site("old", Role.DEPRECATED, Kind.CALL, caller, MAKE), 5, 0, 0, 0, Story.NOW, Story.NOW));
        assertThat(judge(story).sites())
                .extracting(seen -> seen.key().callerClass(), SeenSite::own)
                .containsExactly(tuple("com.shop.Late", true), tuple("com.shop.Shim", false));
    }

    private static Site shim(String rule) {
        return site(rule, Role.DEPRECATED, Kind.CALL, "com.shop.Shim", "make", MAKE);
    }

    private static ScanFacts scan(List<Site> sites) {
        return ScanFacts.of(List.of("app.jar"), 9).sites(sites, sites).build();
    }

    private static Judge judge(Story story) {
        Judge judge = new Judge(story.question());
        story.ledgers().forEach(judge::add);
        ScanFacts scan = story.scan();
        if (scan != null) {
            judge.scan(scan);
        }
        return judge;
    }
}
