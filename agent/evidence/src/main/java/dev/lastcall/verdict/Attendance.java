package dev.lastcall.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many processes of a service watched at the same time, and for how long: a process that is started again is no
 * further one. Memory follows the processes. Not thread-safe.
 */
final class Attendance {
    /** By how many there are more from a moment on, or fewer. */
    private final TreeMap<Instant, Integer> changes = new TreeMap<>();

    /** Adds the times of one process. */
    void add(Timeline times) {
        times.forEach((from, until) -> {
            changes.merge(from, 1, Integer::sum);
            changes.merge(until, -1, Integer::sum);
        });
    }

    /** How many there were at a time, at most. */
    int most() {
        int most = 0;
        int now = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** For how long in all there were so many, or more. */
    Duration timeOf(int count) {
        Duration sum = Duration.ZERO;
        int now = 0;
        Instant since = Instant.MIN;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            if (now >= count) {
                sum = sum.plus(Duration.between(since, change.getKey()));
            }
            now += change.getValue();
            since = change.getKey();
        }
        return sum;
    }
}
