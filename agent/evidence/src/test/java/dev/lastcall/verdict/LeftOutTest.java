package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.migrated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a filter leaves out is told if it would have been a finding, and only then. */
class LeftOutTest {
    @Test
    void allowedCallsAreNoneForABlockAndUsesForADeletion() {
        assertThat(allowedBeside().verdict().warnings())
                .extracting(Reason::code)
                .doesNotContain("left-out-calls");
        assertThat(allowedBeside().delete().verdict().warnings())
                .filteredOn(warning -> warning.code().equals("left-out-calls"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.sentence())
                            .isEqualTo("of the 1 process left out by service chat, 1 made 4 deprecated calls, most from"
                                    + " com.shop.Shim.make(Shim.java:7)");
                    assertThat(warning.figures()).containsEntry("processes", 1).containsEntry("calls", 4L);
                });
    }

    @Test
    void ofTwoPlacesWithAsManyCallsTheSameIsNamedInAnyOrder() {
        assertThat(twoPlaces("pay", "add")).isEqualTo(twoPlaces("add", "pay")).contains("Cart.add");
    }

    private static String twoPlaces(String first, String second) {
        Story story = migrated().service("chat");
        story.process("billing").calls(2, "com.shop.Cart", first, MAKE);
        story.process("billing").calls(2, "com.shop.Cart", second, MAKE);
        return story.verdict().warnings().stream()
                .filter(warning -> warning.code().equals("left-out-calls"))
                .map(Reason::sentence)
                .findFirst()
                .orElse("");
    }

    private static Story allowedBeside() {
        Story story = migrated().service("chat");
        story.process("billing").calls(4, "com.shop.Shim", "make", MAKE);
        return story;
    }
}
