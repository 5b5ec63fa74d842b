package dev.lastcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the picture of the page that the README shows: {@code scripts/picture.sh}. */
@EnabledIfSystemProperty(
        named = "page.picture",
        matches = ".+",
        disabledReason = "asked for by scripts/picture.sh only")
class PictureTest {
    private static final int WIDTH = 1_280;
    private static final int COLOURS = 256;
    private static final long MOST_BYTES = 200_000;

    @TempDir
    private Path folder;

    @Test
    void takesThePicture() throws IOException, InterruptedException {
        Path target = Path.of(System.getProperty("page.picture"));
        Path page = folder.resolve("report.html");
        Files.writeString(page, PageTest.page(300, 40, folder));
        try (Browser browser = Browser.start()) {
            assertThat(browser).as("a browser").isNotNull();
            browser.window(WIDTH, 900);
            browser.media("light", "");
            browser.open(page, "");
            Object end = browser.script(
                    "return Math.ceil(document.querySelector('#burn-down').getBoundingClientRect().bottom) + 24");
            browser.window(WIDTH, ((Number) end).intValue());
            Object png = browser.cdp("Page.captureScreenshot", Map.of("format", "png"))
                    .get("data");
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(png))));
            assertThat(ImageIO.write(withFewColours(picture), "png", target.toFile()))
                    .isTrue();
        }
        assertThat(Files.size(target)).isLessThan(MOST_BYTES);
    }

    /** With those that it uses most; a picture of text needs no more. */
    private static BufferedImage withFewColours(BufferedImage picture) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        byte[][] parts = new byte[3][COLOURS];
        for (int i = 0; i < palette.size(); i++) {
            for (int part = 0; part < 3; part++) {
                parts[part][i] = (byte) (palette.get(i) >> (16 - 8 * part));
            }
        }
        Map<Integer, Integer> nearest = new HashMap<>();
        BufferedImage few = new BufferedImage(
                picture.getWidth(),
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, COLOURS, parts[0], parts[1], parts[2]));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int place = nearest.computeIfAbsent(picture.getRGB(x, y), colour -> nearest(colour, palette));
                few.getRaster().setSample(x, y, 0, place);
            }
        }
        return few;
    }

    private static int nearest(int colour, List<Integer> palette) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(colour, palette.get(i)) < distance(colour, palette.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = ((a >> shift) & 0xff) - ((b >> shift) & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
