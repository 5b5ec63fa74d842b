package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.evidence.SiteKeys;
import dev.lastcall.policy.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SitesInWordsTest {

    @Test
    void aFindingNamesAllOfItsCallSitesInOrder() {
        Story story = Story.migrated();
        story.first().calls(1, "com.shop.A", "one", Story.MAKE).calls(2, "com.shop.B", "two", Story.MAKE);

        List<?> named = (List<?>) story.verdict().findings().get(0).figures().get("callSites");

        assertThat(named)
                .isEqualTo(List.of(
                        "com.shop.B.two(B.java:7) -> com.acme.Old.make()",
                        "com.shop.A.one(A.java:7) -> com.acme.Old.make()"));
    }

    @Test
    void aVerdictStaysAsItWasGiven() {
        Story story = Story.migrated();
        story.first().calls(1, "com.shop.A", "one", Story.MAKE);
        Judge judge = new Judge(story.question());
        story.ledgers().forEach(judge::add);
        Verdict before = judge.verdict();
        List<?> named = (List<?>) before.findings().get(0).figures().get("callSites");
        List<?> copy = List.copyOf(named);

        Story later = new Story();
        later.process("chat").calls(7, "com.shop.C", "three", Story.MAKE);
        later.ledgers().forEach(judge::add);

        assertThat(judge.verdict().findings().get(0).figures().get("sites")).isEqualTo(2);
        assertThat(named).isEqualTo(copy);
    }

    @Test
    void keysThatAreMadeTogetherAreThoseThatAreMadeAlone() {
        SiteKeys keys = new SiteKeys();
        for (String caller : List.of("com.shop.A", "com.shop.B$1", "com.shop.A")) {
            Site site = Story.site("old", Role.DEPRECATED, Kind.CALL, caller, "run", Story.MAKE);
            assertThat(keys.of(site)).isEqualTo(SiteKey.of(site));
        }
    }
}
