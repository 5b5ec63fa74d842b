package dev.lastcall.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NormalizedTest {
    private static final Path FOLDER = Path.of("/tmp/run17");

    @Test
    void runsThatDifferInTimesFoldersAndHashesAreTheSame() {
        assertThat(Normalized.lines("12:01:02,345 started in 12 ms at /tmp/run17/x as a1b2c3d4\n", FOLDER))
                .isEqualTo(Normalized.lines("23:59:59,001 started in 1.5 s at /tmp/run17/x as 99ff00aa\n", FOLDER));
    }

    @Test
    void otherWordsAndMissingLinesAreNot() {
        assertThat(Normalized.lines("one\ntwo\n", FOLDER))
                .isNotEqualTo(Normalized.lines("one\nthree\n", FOLDER))
                .isNotEqualTo(Normalized.lines("one\n", FOLDER));
    }

    @Test
    void linesOfTheAgentAreLeftOut() {
        assertThat(Normalized.lines("lastcall 0.1.0: mode log\nhello\nlastcall: inline: 1 call\n", FOLDER))
                .containsExactly("hello");
    }
}
