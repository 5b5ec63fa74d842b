package dev.lastcall.ways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
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
 * The matrix of ways to call. Of several JDKs the newest takes each call for hot at once, and runs each row some
 * times more often: the first call of a row is then caught as on the other JDKs, the next ones by what a hot call
 * leaves. With one JDK, or with {@code -Dlastcall.test.each=true}, each JDK runs it both ways. With {@code
 * -Dways.rewrite=true} the page is written anew instead of compared; {@code -Dways.only=TEXT} runs only the rows
 * whose names hold that text, and compares no page.
 */
class WaysToCallTest {
    static final Path PAGE = Path.of("../docs/ways-to-call.md");
    static final String ONLY = System.getProperty("ways.only", "");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void everyWayIsCountedAttributedAndBlockedOrHasItsReason() throws IOException, InterruptedException {
        Path where = kept(folder);
        Ingredients ingredients = Ingredients.prepare(where);
        List<WayRow> rows = rows(ingredients);
        Map<Integer, Map<WayRow, Cell>> byJdk = new TreeMap<>();
        for (Jdk jdk : usual()) {
            byJdk.put(jdk.feature(), new Matrix(jdk, rows, where, ingredients).run("count", false));
        }
        Map<Integer, Map<WayRow, Cell>> hot = new TreeMap<>();
        for (Jdk jdk : hot()) {
            // counts are the same while calls are logged
            hot.put(jdk.feature(), new Matrix(jdk, rows, where.resolve("hot"), ingredients).run("log", true));
        }
        List<String> faults = Verdicts.faults(byJdk);
        Verdicts.faults(hot).stream().map(fault -> fault + ", hot").forEach(faults::add);
        hot.forEach(byJdk::putIfAbsent);
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

    private static List<Jdk> usual() {
        return Jdk.installed().stream()
                .filter(jdk -> isBoth() || !isNewest(jdk))
                .toList();
    }

    private static List<Jdk> hot() {
        return Jdk.installed().stream().filter(jdk -> isBoth() || isNewest(jdk)).toList();
    }

    private static boolean isBoth() {
        return Jdk.installed().size() == 1 || Boolean.getBoolean("lastcall.test.each");
    }

    private static boolean isNewest(Jdk jdk) {
        return jdk.feature() == Jdk.newest().feature();
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
