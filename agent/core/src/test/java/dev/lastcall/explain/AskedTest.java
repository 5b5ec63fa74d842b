package dev.lastcall.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a.b.C#m                             | m
                    a.b.C#m(int)                        | m
                    a.b.C#m(int):void                   | m
                    a.b.C.m(C.java:41)                  | m
                    at a.b.C.m(C.java:41) -> x.Y.z(int) | m
                    a.b.C#is it (so)                    | is it (so)
                    a.b.C#is it (so)(int)               | is it (so)
                    a.b.C.is it (so)(C.kt:4)            | is it (so)
                    """)
    void aMethodIsFoundHoweverItIsWritten(String text, String method) {
        Asked asked = Asked.parse(text);
        assertThat(asked.className()).isEqualTo("a.b.C");
        assertThat(asked.names("a.b.C", method)).isTrue();
        assertThat(asked.names("a.b.C", method + "2")).isFalse();
        assertThat(asked.names("a.b.C", "other")).isFalse();
    }
}
