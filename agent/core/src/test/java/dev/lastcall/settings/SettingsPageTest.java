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

/**
 * The table of {@code agent/docs/settings.md}, which {@code mvn test -Dlastcall.golden=write} writes anew from the
 * settings.
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings.md");

    @Test
    void itsRowsAreThoseOfTheSettings() throws IOException {
        List<String> rows = Stream.of(Setting.values()).map(Setting::row).toList();
        List<String> lines = Files.readAllLines(PAGE);
        List<String> shown = lines.stream().filter(SettingsPageTest::isRow).toList();
        if ("write".equals(System.getProperty("lastcall.golden"))) {
            int first = lines.indexOf(shown.get(0));
            lines.removeIf(SettingsPageTest::isRow);
            lines.addAll(first, rows);
            Files.write(PAGE, lines);
            shown = rows;
        }
        assertThat(shown).isEqualTo(rows);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| `") && line.contains("`lastcall.");
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
