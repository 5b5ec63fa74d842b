package dev.lastcall.runtime;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.baseline.InvalidBaselineException;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.LocalDayClock;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Baselines that code of the application has asked for, each read anew when its file has changed. Thread-safe. */
final class ToleratedSites {
    private record Known(long length, long modified, Baseline baseline) {}

    private final LocalDayClock day = new LocalDayClock();
    private final Map<String, Known> known = new HashMap<>();

    /** Whether the baseline tolerates that call site today; a text that says why it can't be read. */
    Object ask(String path, @Nullable Site site) {
        try {
            Baseline baseline = baseline(path);
            if (site == null) {
                return false;
            }
            LocalDate today = day.get();
            BaselineEntry entry = baseline.find(site.rule(), SiteKey.of(site), today);
            return entry != null && !entry.isExpiredOn(today);
        } catch (IOException unreadable) {
            return "lastcall: the baseline " + path + " can't be read: " + unreadable.getMessage();
        } catch (InvalidBaselineException wrong) {
            return text(path, wrong);
        }
    }

    private synchronized Baseline baseline(String path) throws IOException, InvalidBaselineException {
        File file = new File(path);
        Known last = known.get(path);
        if (last != null && last.length() == file.length() && last.modified() == file.lastModified()) {
            return last.baseline();
        }
        long modified = file.lastModified();
        byte[] bytes;
        try (InputStream in = new FileInputStream(file)) {
            bytes = in.readAllBytes();
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        Baseline read = BaselineText.parse(path, text);
        known.put(path, new Known(bytes.length, modified, read));
        return read;
    }

    private static String text(String path, InvalidBaselineException wrong) {
        StringBuilder text = new StringBuilder("lastcall: the baseline is wrong:");
        for (InvalidBaselineException.Problem problem : wrong.problems()) {
            text.append("\n  ")
                    .append(path)
                    .append(':')
                    .append(problem.line())
                    .append(": ")
                    .append(problem.message());
        }
        return text.toString();
    }
}
