package dev.lastcall.verdict;

import dev.lastcall.policy.MustCover;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A union of times. Times of a day's processes overlap; each moment counts once. Memory follows the gaps, not the times
 * that are added. Not thread-safe.
 */
final class Timeline {
    /** A day counts as observed from so much of it on: a restart in the middle takes nothing away. */
    private static final Duration ENOUGH_OF_A_DAY = Duration.ofHours(12);

    /** Ends by beginnings; they neither overlap nor touch. */
    private final TreeMap<Instant, Instant> intervals = new TreeMap<>();

    /** Adds the time from one moment to another; none if the clock ran backwards in between. */
    void add(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            return;
        }
        Instant start = from;
        Instant end = until;
        Map.Entry<Instant, Instant> before = intervals.floorEntry(start);
        if (before != null && !before.getValue().isBefore(start)) {
            start = before.getKey();
            end = later(end, before.getValue());
        }
        Map.Entry<Instant, Instant> next = intervals.ceilingEntry(start);
        while (next != null && !next.getKey().isAfter(end)) {
            end = later(end, next.getValue());
            intervals.remove(next.getKey());
            next = intervals.ceilingEntry(start);
        }
        intervals.put(start, end);
    }

    /** Gives each of its times, from when to when. */
    void forEach(BiConsumer<Instant, Instant> times) {
        intervals.forEach(times);
    }

    /** Gives each part of a time that is not in it, from when to when. */
    void forEachGap(Instant from, Instant until, BiConsumer<Instant, Instant> gaps) {
        Instant start = from;
        for (Map.Entry<Instant, Instant> interval : intervals.entrySet()) {
            Instant end = earlier(interval.getKey(), until);
            if (start.isBefore(end)) {
                gaps.accept(start, end);
            }
            start = later(start, interval.getValue());
        }
        if (start.isBefore(until)) {
            gaps.accept(start, until);
        }
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    boolean isEmpty() {
        return intervals.isEmpty();
    }

    /** The first moment; {@link Instant#EPOCH} if there is none. */
    Instant first() {
        return intervals.isEmpty() ? Instant.EPOCH : intervals.firstKey();
    }

    /** The last moment; {@link Instant#EPOCH} if there is none. */
    Instant last() {
        return intervals.isEmpty() ? Instant.EPOCH : intervals.lastEntry().getValue();
    }

    /** All of it. */
    Duration length() {
        return lengthBetween(Instant.MIN, Instant.MAX);
    }

    /** What of it lies after that moment. */
    Duration lengthAfter(Instant moment) {
        return lengthBetween(moment, Instant.MAX);
    }

    /** What of it lies between those moments. */
    Duration lengthBetween(Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        for (Map.Entry<Instant, Instant> interval : intervals.entrySet()) {
            Instant start = later(interval.getKey(), from);
            Instant end = interval.getValue().isBefore(until) ? interval.getValue() : until;
            if (start.isBefore(end)) {
                sum = sum.plus(Duration.between(start, end));
            }
        }
        return sum;
    }

    /** Whether enough of one of those days is in it: twelve hours. */
    boolean covers(MustCover wanted, ZoneId zone) {
        for (Map.Entry<Instant, Instant> interval : intervals.entrySet()) {
            LocalDate end = LocalDate.ofInstant(interval.getValue(), zone);
            for (LocalDate day = LocalDate.ofInstant(interval.getKey(), zone);
                    !day.isAfter(end);
                    day = day.plusDays(1)) {
                if (wanted.isOn(day)) {
                    Instant midnight = day.atStartOfDay(zone).toInstant();
                    Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
                    if (lengthBetween(midnight, next).compareTo(ENOUGH_OF_A_DAY) >= 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
