package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.allow;
import static dev.lastcall.verdict.Story.migrated;
import static dev.lastcall.verdict.Story.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GO says of nothing that it is assumed if it is known, or was answered in another way. */
class NotAssumedTest {
    private static final String NAMES_NOTHING = "names-nothing";
    private static final String LISTED_MORE = "listed-more";
    private static final AllowEntry SHIM = allow("com.shop.Shim", null);
    private static final String UNREACHED_ACCEPTED = "unreached-accepted";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.*",
                "com.acme.O*d",
                "com.**#make()",
                "com.acme.O*#make()",
                "@Deprecated in com.acme.**",
                "@Deprecated in com.acme.Old"
            })
    void whatNamesACalledMemberIsSpelledAsMeant(String signature) {
        assertThat(go(listing(signature))).doesNotContain(NAMES_NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.amce.*",
                "com.acme.*r",
                "com.**#mkae()",
                "@Deprecated in com.amce.**",
                "@Deprecated in com.acme.*r",
                "@Deprecated in com.acme.Odl"
            })
    void whatNamesNoneMayNotBe(String signature) {
        assertThat(go(listing(signature))).contains(NAMES_NOTHING);
        assertThat(go(listing("com.acme.*", signature))).contains(NAMES_NOTHING);
    }

    @Test
    void aRuleOfAnOldLedgerIsSpelledAsMeantIfAMemberOfItWasLoaded() {
        Story story = new Story();
        story.process("chat").withoutLists().calls(10, "com.shop.App", "run", GET);
        assertThat(go(story)).contains(NAMES_NOTHING);
        story.first().calls(3, "com.shop.Shim", "make", MAKE).allowed(3);
        assertThat(go(story)).doesNotContain(NAMES_NOTHING);
    }

    @Test
    void aMemberThatNobodyCallsIsSpelledAsMeantIfItWasScanned() {
        Story story = new Story();
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        story.scan(ScanFacts.of(List.of("app.jar"), 9)
                .signatures(Set.of("com.acme.Old"), Set.of())
                .build());
        assertThat(go(story)).doesNotContain(NAMES_NOTHING);
    }

    @Test
    void aNameThatIsAcceptedAsADoubtIsNoAssumption() {
        Story story = new Story();
        story.process("chat").calls(10, "com.shop.App", "run", GET);
        assertThat(go(story.accepts("unmatched-signature", "com.acme.Old"))).doesNotContain(NAMES_NOTHING);
    }

    @Test
    void callSitesThatAreAcceptedOneByOneAreNotAcceptedByTheTerms() {
        Story story = migrated().first().woven("com.shop.Cart", "add", MAKE).and();
        assertThat(go(story.accepts("unreached", "com.shop.Cart#add"))).doesNotContain(UNREACHED_ACCEPTED);
        assertThat(go(story.acceptsUnreached())).contains(UNREACHED_ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.Old", "com.acme.Old#make()", "com.acme.Ola"})
    void whatAProcessListedMoreIsNoneIfTheRuleAskedAboutHoldsIt(String more) {
        List<String> asked = List.of("com.acme.Ol*", "com.acme.Old");
        assertThat(go(listedMore(asked, more))).doesNotContain(LISTED_MORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Elder",
                "com.acme.*",
                "com.acme.Old*",
                "@Deprecated in com.acme.Elder",
                "@Deprecated in com.acme.Old",
                "com.acme.Elder#make()"
            })
    void andIsAssumedToHaveCalledNothingIfItDoesNot(String more) {
        List<String> asked = List.of("com.acme.Ol*", "com.acme.Old");
        assertThat(go(listedMore(asked, more))).contains(LISTED_MORE);
    }

    private static Story listedMore(List<String> asked, String more) {
        Rule ran = rule("old", List.of(more, "com.acme.Ol*", "com.acme.Old"), List.of("com.acme.New"), SHIM);
        return migrated().rules(ran).asks(rule("old", asked, List.of("com.acme.New"), SHIM));
    }

    private static Story listing(String... signatures) {
        Rule rule = rule("old", List.of(signatures), List.of("com.acme.New"), allow("com.shop.Shim", null));
        return migrated().rules(rule).asks(rule);
    }

    private static List<String> go(Story story) {
        Verdict verdict = story.verdict();
        assertThat(verdict.result()).as("%s", verdict).isEqualTo(Verdict.Result.GO);
        return verdict.assumptions().stream().map(Reason::code).toList();
    }
}
