package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which code that ran has to be in a scan, and what of it needs no doubt of its own. */
class ScanDoubtsTest {
    private static final String PLACE = "com.shop.Mine.run(Mine.java:7)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/shop.jar",
                "file:/srv/my%20shop/",
                "jar:file:/srv/app.jar!/BOOT-INF/lib/shop.jar!/",
                "nested:/srv/app.jar/!BOOT-INF/lib/shop.jar"
            })
    void whatRanFromAFileHasToBeThere(String source) {
        Story story = fromElsewhere(source).scan(scanned());
        assertThat(doubts(story, DoubtCode.SCAN_PROBLEM)).containsExactly(source);
        assertThat(story.verdict().result()).isEqualTo(Verdict.Result.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generated", "jrt:/java.sql"})
    void whatWasMadeByAProgramOrIsTheJdksNeedNot(String source) {
        Story story = fromElsewhere(source).scan(scanned());
        assertThat(doubts(story, DoubtCode.SCAN_PROBLEM)).isEmpty();
        assertThat(story.verdict().result()).isEqualTo(Verdict.Result.GO);
    }

    @Test
    void aTextThatWasScannedIsOneDoubt() {
        assertThat(doubts(named().scan(scanned(text("old", PLACE, false))), DoubtCode.POSSIBLE_REFERENCE))
                .containsExactly(PLACE);
    }

    @Test
    void aTextOfALoadedClassIsADoubtBesideAnotherThatIsAccepted() {
        for (ReferenceFact other : List.of(
                text("old", "com.shop.Other.run(Other.java:7)", false),
                text("older", PLACE + " beside", false),
                text("old", PLACE + " that is certain", true))) {
            Story story =
                    named().accepts(DoubtCode.POSSIBLE_REFERENCE, other.place()).scan(scanned(other));
            assertThat(doubts(story, DoubtCode.POSSIBLE_REFERENCE))
                    .as(other.place())
                    .containsExactly(PLACE);
        }
    }

    @Test
    void aTextOfALoadedClassNamesTheServicesThatHaveIt() {
        Story story = named();
        story.process("billing").refers(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "run", "com.acme.Old");
        assertThat(story.scan(scanned()).verdict().doubts())
                .filteredOn(doubt -> doubt.code().equals(DoubtCode.POSSIBLE_REFERENCE))
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.figures()).containsEntry("services", List.of("billing", "chat")));
    }

    private static ReferenceFact text(String rule, String place, boolean certain) {
        return new ReferenceFact(rule, "name-in-code", place, "com.acme.Old", certain);
    }

    private static Story named() {
        Story story = new Story();
        story.process("chat")
                .calls(10, "com.shop.App", "run", Story.GET)
                .refers(ReferenceKind.NAME_IN_CODE, "com.shop.Mine", "run", "com.acme.Old");
        return story.delete();
    }

    private static Story fromElsewhere(String source) {
        Caller caller = new Caller("com.shop.More", "run", "()V", 9, "More.java", source, "app");
        Site site = new Site("old", Role.CANONICAL, Kind.CALL, caller, Story.GET);
        Story story = new Story();
        story.process("chat")
                .calls(10, "com.shop.App", "run", Story.GET)
                .counts(new SiteCounts(site, 1, 0, 0, 0, Story.NOW, Story.NOW));
        return story.delete();
    }

    private static ScanFacts scanned(ReferenceFact... references) {
        return ScanFacts.of(List.of("app.jar"), 9)
                .references(List.of(references))
                .signatures(Set.of("com.acme.Old"), Set.of())
                .classNames(Set.of("com.shop.App"))
                .build();
    }

    private static List<String> doubts(Story story, String code) {
        List<String> subjects = new ArrayList<>();
        for (Reason doubt : story.verdict().doubts()) {
            if (doubt.code().equals(code)) {
                subjects.add(doubt.subject());
            }
        }
        return subjects;
    }
}
