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
    static final Path PAGE = Path.of("../docs/ways-to-call.md");
    static final String ONLY = System.getProperty("ways.only", "");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void everyWayIsCountedAttributedAndBlockedOrHasItsReason() throws IOException, InterruptedException {
        Path where = kept(folder);
        Ingredients ingredients = Ingredients.prepare(where);
        List<WayRow> rows = rows(ingredients);
        Map<Integer, Map<WayRow, Cell>> byJdk = new TreeMap<>();
        for (Jdk jdk : Jdk.installed()) {
            byJdk.put(jdk.feature(), new Matrix(jdk, rows, where, ingredients).run());
        }
        List<String> faults = Verdicts.faults(byJdk);
        if (!ONLY.isEmpty()) {
            assertThat(faults).isEmpty();
            return;
        }
        String page = Page.of(rows, byJdk);
        if (Boolean.getBoolean("ways.rewrite")) {
            Files.writeString(PAGE, PeerColumns.of(Files.readString(PAGE)).addTo(page));
        }
        assertThat(faults).isEmpty();
        String committed = PeerColumns.without(Files.readString(PAGE));
        assertThat(Page.columns(committed, byJdk.keySet())).isEqualTo(Page.columns(page, byJdk.keySet()));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void countsAreTheSameWhileCallsAreLogged() throws IOException, InterruptedException {
        Path where = kept(folder).resolve("logged");
        Ingredients ingredients = Ingredients.prepare(where);
        List<WayRow> rows = rows(ingredients);
        Jdk newest = Jdk.newest();
        Map<WayRow, Cell> cells = new Matrix(newest, rows, where, ingredients).runLogged();
        assertThat(Verdicts.faults(Map.of(newest.feature(), cells))).isEmpty();
    }

    static List<WayRow> rows(Ingredients ingredients) {
        List<WayRow> rows = new ArrayList<>();
        for (Class<?> group : Groups.ALL) {
            WayRow.of(group).stream()
                    .filter(row -> row.name().contains(ONLY) && ingredients.suffice(row))
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Where the JVMs run: a folder that stays, if one is named. */
    static Path kept(Path folder) {
        String keep = System.getProperty("ways.folder", "");
        return keep.isEmpty() ? folder : Path.of(keep);
    }
}
