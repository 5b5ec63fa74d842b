package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code agent/docs/settings.md}. */
class SettingsPageTest {
    @Test
    void hasARowForEachSettingInItsThreeSpellings() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/settings.md")).stream()
                .filter(line -> line.contains("`lastcall."))
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSameSizeAs(Setting.values());
        assertThat(Stream.of(Setting.values()))
                .allSatisfy(setting -> assertThat(rows)
                        .anyMatch(row -> row.startsWith("| `" + setting.label() + "` | `" + setting.property() + "` | `"
                                + setting.variable() + "` |")));
    }
}
