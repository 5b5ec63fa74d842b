package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.allow;
import static dev.lastcall.verdict.Story.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.AllowEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patterns that let most calls pass are a warning, however they are split; a caller that is named is none. */
class TakeOversTest {
    private static final List<String> OLD = List.of("com.acme.Old");

    @Test
    void aShimThatIsNamedMayMakeAllTheCallsThatAreLeft() {
        assertThat(warnings(called(1, 0, 0), List.of("com.acme.New"), allow("com.shop.A", null)))
                .isEmpty();
        assertThat(warnings(called(1, 0, 0), List.of("com.acme.New"), allow("com.shop.A#run", null)))
                .isEmpty();
    }

    @Test
    void halfIsEnough() {
        assertThat(warnings(called(5, 5, 0), List.of(), allow("com.shop.A*", null)))
                .containsExactly("old: the allow entry com.shop.A* lets 5 of 10 deprecated calls pass");
        assertThat(warnings(called(5, 6, 0), List.of(), allow("com.shop.A*", null)))
                .isEmpty();
        assertThat(warnings(called(0, 5, 5), List.of("com.acme.N*"), allow("com.shop.A*", null)))
                .containsExactly("old: the canonical com.acme.N* lets 5 of 10 deprecated calls pass as delegated");
    }

    @Test
    void severalEntriesCountTogether() {
        Story story = called(4, 5, 0);
        story.first().calls(3, "com.shop.C", "run", MAKE);
        assertThat(warnings(story, List.of(), allow("com.shop.A*", null), allow("com.shop.B*", null)))
                .containsExactly("old: the allow entries com.shop.B*, com.shop.A* let 9 of 12 deprecated calls pass");
        assertThat(warnings(story, List.of(), allow("com.shop.A*", null), allow("com.shop.*", null)))
                .as("one suffices")
                .containsExactly("old: the allow entry com.shop.* lets 8 of 12 deprecated calls pass");
    }

    @Test
    void severalSignaturesCountTogetherAndEachCallOnce() {
        Story story = called(0, 10, 6);
        story.first().delegated(5, "com.acme.Next", "get", MAKE);
        assertThat(warnings(
                        story, List.of("com.acme.New*", "com.acme.Nex*", "com.acme.N?w"), allow("com.shop.A", null)))
                .containsExactly("old: the canonical com.acme.N?w, com.acme.New*, com.acme.Nex* let 11 of 21 deprecated"
                        + " calls pass as delegated");
    }

    @Test
    void entriesAndSignaturesCountTogether() {
        assertThat(warnings(called(29, 31, 40), List.of("com.acme.Ne*"), allow("com.shop.A*", null)))
                .containsExactly(
                        "old: the allow entry com.shop.A* and the canonical com.acme.Ne* let 69 of 100 deprecated"
                                + " calls pass");
        assertThat(warnings(called(29, 71, 0), List.of("com.acme.Ne*"), allow("com.shop.A*", null)))
                .isEmpty();
    }

    @Test
    void whereNobodyCallsNothingTakesOver() {
        assertThat(warnings(called(0, 0, 0), List.of("com.acme.Ne*"), allow("**", null)))
                .isEmpty();
    }

    /** So many calls by {@code com.shop.A}, {@code com.shop.B}, and as a delegate {@code com.acme.New}. */
    private static Story called(long a, long b, long delegated) {
        Story story = new Story();
        story.process("chat")
                .calls(10, "com.shop.App", "run", GET)
                .calls(a, "com.shop.A", "run", MAKE)
                .calls(b, "com.shop.B", "run", MAKE)
                .delegated(delegated, "com.acme.New", "get", MAKE);
        return story;
    }

    private static List<String> warnings(Story story, List<String> canonical, AllowEntry... allowed) {
        return story.asks(rule("old", OLD, canonical, allowed)).verdict().warnings().stream()
                .filter(warning -> warning.code().equals(TakeOvers.CODE))
                .map(Reason::sentence)
                .toList();
    }
}
