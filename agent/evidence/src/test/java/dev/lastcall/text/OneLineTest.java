package dev.lastcall.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @CsvSource({"'\n', \\n", "'\r', \\r", "'\t', \\t"})
    void lineBreaksAndTabsAreEscaped(String raw, String escaped) {
        assertThat(OneLine.of("a" + raw + "b" + raw)).isEqualTo("a" + escaped + "b" + escaped);
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                0, 0x1b, 0x7f, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
                0x202e, 0x2066, 0x2069, 0xd800, 0xdfff, 0xfeff
            })
    void whatBreaksALineSteersATerminalOrIsNotSeenIsEscaped(char raw) {
        assertThat(OneLine.of("a" + raw)).isEqualTo("a" + "\\u%04x".formatted((int) raw));
        assertThat(OneLine.of("a" + raw + "b")).isEqualTo("a" + "\\u%04x".formatted((int) raw) + "b");
    }

    @Test
    void anInvisibleCharacterOutsideTheFirstPlaneIsEscapedAsItsHalves() {
        assertThat(OneLine.of("a\uDB40\uDC41b")).isEqualTo("a\\udb40\\udc41b");
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(OneLine.of("C:\\grün\\日本 {} %s \uD83D\uDE00")).isEqualTo("C:\\grün\\日本 {} %s \uD83D\uDE00");
    }

    @Test
    void aTextThatIsTooLongEndsWithHowMuchIsMissing() {
        assertThat(OneLine.of("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(OneLine.of("abcdefghijk", 10)).isEqualTo("abcdefghij…[1 more character]");
        assertThat(OneLine.of("\n".repeat(20), 10)).isEqualTo("\\n".repeat(5) + "…[15 more characters]");
        assertThat(OneLine.of("abcdefghi\uD83D\uDE00", 10)).isEqualTo("abcdefghi…[2 more characters]");
    }

    @Test
    void aCutTextFitsWhenItIsEscaped() {
        assertThat(OneLine.cut("\u001b".repeat(10), 12)).isEqualTo("\u001b\u001b…[8 more characters]");
        assertThat(OneLine.cut("abcdefghij", 10)).isEqualTo("abcdefghij");
    }

    @Test
    void linesKeepTheirEndsAndNothingElse() {
        assertThat(OneLine.lines("a\u001b\r\nb\rc\n")).isEqualTo("a\\u001b\r\nb\\rc\n");
    }

    @Test
    void whiteSpaceOfProseBecomesSingleBlanks() {
        assertThat(OneLine.prose(" \n Use\tthat.\r\n\r\nAnd\u2028 this.\u202e "))
                .isEqualTo("Use that. And this.\\u202e");
        assertThat(OneLine.prose(" \n ")).isEmpty();
    }
}
