package dev.lastcall.ledger;

import dev.lastcall.evidence.HistoryPoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes points in time of the records of the history. For one reading. */
final class HistoryLog {
    private static final int SITES_MAX = 1 << 20;

    private final Map<Integer, List<HistoryPoint>> hours = new HashMap<>();
    private final Map<Integer, List<HistoryPoint>> days = new HashMap<>();

    void add(Instant from, Instant until, boolean day, ByteBuffer body) {
        Map<Integer, List<HistoryPoint>> points = day ? days : hours;
        int site = 0;
        for (int runs = body.getShort() & 0xFFFF; runs > 0; runs--) {
            site += number(body);
            for (int left = number(body); left > 0; left--) {
                long calls = varLong(body);
                if (calls <= 0 || site > SITES_MAX) {
                    throw new IllegalArgumentException("a site has an impossible history");
                }
                points.computeIfAbsent(site, key -> new ArrayList<>()).add(new HistoryPoint(from, until, calls));
                site++;
            }
        }
    }

    private static int number(ByteBuffer body) {
        long number = varLong(body);
        if (number < 0 || number > SITES_MAX) {
            throw new IllegalArgumentException("a history names impossible sites");
        }
        return (int) number;
    }

    private static long varLong(ByteBuffer body) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = body.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number in a history is damaged");
    }

    List<HistoryPoint> hours(int site) {
        return sorted(hours.get(site));
    }

    List<HistoryPoint> days(int site) {
        return sorted(days.get(site));
    }

    private static List<HistoryPoint> sorted(@Nullable List<HistoryPoint> points) {
        if (points == null) {
            return List.of();
        }
        points.sort(Comparator.comparing(HistoryPoint::from));
        return points;
    }
}
