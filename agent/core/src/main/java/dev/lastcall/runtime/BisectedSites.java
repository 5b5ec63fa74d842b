package dev.lastcall.runtime;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.baseline.InvalidBaselineException;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.gate.RefusedSites;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The call sites of a file that the command {@code bisect} wrote, in the form of a baseline. Immutable. */
final class BisectedSites implements RefusedSites {
    private final Baseline sites;

    private BisectedSites(Baseline sites) {
        this.sites = sites;
    }

    /**
     * Reads the file.
     *
     * @param notes is notified if that can't be done
     * @return null then
     */
    static @Nullable BisectedSites read(String path, Consumer<String> notes) {
        try (InputStream in = new FileInputStream(path)) {
            return new BisectedSites(BaselineText.parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException | InvalidBaselineException unreadable) {
            notes.accept("the setting bisect: " + path + " can't be read, so nothing is refused for it: " + unreadable);
            return null;
        }
    }

    @Override
    public boolean contains(Site site) {
        return sites.find(site.rule(), SiteKey.of(site), LocalDate.MIN) != null;
    }
}
