package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of {@code agent/docs/settings.md}. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings.md");

    @Test
    void itsRowsAreThoseOfTheSettings() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> line.contains("`lastcall."))
                .toList();
        assertThat(rows).isEqualTo(Stream.of(Setting.values()).map(Setting::row).toList());
    }

    @Test
    void itNamesThoseThatARunningProcessCanBeGiven() throws IOException {
        String changeable = Stream.of(Setting.values())
                .filter(Setting::canChange)
                .map(it -> "`" + it.label() + "`")
                .collect(Collectors.joining(", "));
        int last = changeable.lastIndexOf(", ");
        assertThat(Files.readString(PAGE))
                .contains(changeable.substring(0, last) + " and " + changeable.substring(last + 2)
                        + " can be changed in a running process");
    }

    @ParameterizedTest
    @EnumSource
    void aRowNamesEachWordThatTheSettingMayBe(Setting setting) {
        for (String word : setting.words()) {
            assertThat(setting.row()).contains("`" + word + "`");
        }
        if (setting.takes() == Setting.Takes.WORD) {
            assertThat(setting.row()).endsWith("| `" + setting.words().get(0) + "` |");
        }
    }
}
