package dev.lastcall.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ways.rows.Groups;

/**
 * The matrix of ways to call. With {@code -Dways.rewrite=true} the page is written anew instead of compared; {@code
 * -Dways.only=TEXT} runs only the rows whose names hold that text, and compares no page.
 */
class WaysToCallTest {
    private static final Path PAGE = Path.of("../docs/ways-to-call.md");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void everyWayIsCountedAttributedAndBlockedOrHasItsReason() throws IOException, InterruptedException {
        Path where = kept();
        String only = System.getProperty("ways.only", "");
        List<WayRow> rows = new ArrayList<>();
        for (Class<?> group : Groups.ALL) {
            WayRow.of(group).stream().filter(row -> row.name().contains(only)).forEach(rows::add);
        }
        Ingredients ingredients = Ingredients.prepare(where);
        rows.removeIf(row -> !ingredients.suffice(row));
        Map<Integer, Map<WayRow, Cell>> byJdk = new TreeMap<>();
        for (Jdk jdk : Jdk.installed()) {
            byJdk.put(jdk.feature(), new Matrix(jdk, rows, where, ingredients).run());
        }
        List<String> faults = Verdicts.faults(byJdk);
        if (!only.isEmpty()) {
            assertThat(faults).isEmpty();
            return;
        }
        String page = Page.of(rows, byJdk);
        if (Boolean.getBoolean("ways.rewrite")) {
            Files.writeString(PAGE, page);
        }
        assertThat(faults).isEmpty();
        assertThat(Page.columns(Files.readString(PAGE), byJdk.keySet())).isEqualTo(Page.columns(page, byJdk.keySet()));
    }

    /** Where the JVMs run: a folder that stays, if one is named. */
    private Path kept() {
        String keep = System.getProperty("ways.folder", "");
        return keep.isEmpty() ? folder : Path.of(keep);
    }
}
