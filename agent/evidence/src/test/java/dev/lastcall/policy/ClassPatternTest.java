package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPatternTest {

    @ParameterizedTest
    @CsvSource({
        "a.b.C, a.b.C, true",
        "a.b.C, a.b.C$D, false",
        "a.b.C, a.b.CD, false",
        "a.*, a.B, true",
        "a.*, a.b.C, false",
        "a.**, a.b.C, true",
        "a.**, a, false",
        "**.C, x.y.C, true",
        "a.*.C, a.b.C, true",
        "a.*.C, a.b.c.C, false",
        "a.B*Factory, a.BigFactory, true",
        "a.B?, a.B1, true",
        "a?B, a.B, false",
        "**, anything.At.All, true",
    })
    void aStarStaysInsideASegmentAndTwoCrossIt(String pattern, String name, boolean expected) {
        assertThat(new ClassPattern(pattern).matches(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "**a", "*a*", "**a*a.", "**a*a*a.b", "**?*a", "**.a*a", "*a**", "a.a*", "**a*.a*"})
    void theNumberOfStepsGrowsWithTheLengthsAlone(String part) {
        String pattern = part.repeat(12) + 'b';
        for (String name : List.of("a".repeat(2_000), "a.".repeat(1_000), ("a".repeat(99) + '.').repeat(20))) {
            Counted counted = new Counted(name);

            assertThat(ClassPattern.matches(pattern, counted)).isFalse();

            assertThat(counted.steps).isLessThan(4L * pattern.length() * name.length());
        }
    }

    @Test
    void aPatternMatchesWhatAPatternTriedInAllWaysMatches() {
        Random random = new Random(17);
        int matches = 0;
        for (int i = 0; i < 200_000; i++) {
            String pattern = text("ab..**?**", random.nextInt(9), random);
            String name = text("aabb.", random.nextInt(11), random);
            boolean expected = inAnyWay(pattern, name);
            matches += expected ? 1 : 0;

            assertThat(new ClassPattern(pattern).matches(name))
                    .as("%s matches %s", pattern, name)
                    .isEqualTo(expected);
        }
        assertThat(matches).isBetween(20_000, 180_000);
    }

    private static String text(String letters, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static boolean inAnyWay(String pattern, String name) {
        if (pattern.isEmpty() || name.isEmpty()) {
            return pattern.replace("*", "").isEmpty() && name.isEmpty();
        }
        boolean across = pattern.startsWith("**");
        if (pattern.charAt(0) == '*') {
            return inAnyWay(pattern.substring(across ? 2 : 1), name)
                    || ((across || name.charAt(0) != '.') && inAnyWay(pattern, name.substring(1)));
        }
        boolean fits = pattern.charAt(0) == '?' ? name.charAt(0) != '.' : pattern.charAt(0) == name.charAt(0);
        return fits && inAnyWay(pattern.substring(1), name.substring(1));
    }

    /** A name that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }
    }
}
