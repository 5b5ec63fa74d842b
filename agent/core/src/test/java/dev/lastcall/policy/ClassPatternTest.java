package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
