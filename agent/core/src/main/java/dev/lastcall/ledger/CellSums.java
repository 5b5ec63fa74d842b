package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.ALLOWED;
import static dev.lastcall.ledger.CellLayout.BLOCKED;
import static dev.lastcall.ledger.CellLayout.BY_AGENTS;
import static dev.lastcall.ledger.CellLayout.CELL;
import static dev.lastcall.ledger.CellLayout.CELLS_PER_CHUNK;
import static dev.lastcall.ledger.CellLayout.DELEGATED;
import static dev.lastcall.ledger.CellLayout.FIRST_SEEN;
import static dev.lastcall.ledger.CellLayout.LAST_SEEN;
import static dev.lastcall.ledger.CellLayout.PLAIN;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.text.Words;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up the cells of all chunks, site by site. For one reading. */
final class CellSums {
    /** More calls in one cell are damage: at a nanosecond each, they would take two years. */
    private static final long CALLS_MAX = 1L << 56;

    /**
     * No process has a site of a higher number: each is a call site in its classes, and takes a record of 100 bytes.
     */
    private static final int CHUNK_INDEX_MAX = (1 << 20) / CELLS_PER_CHUNK;

    private final Problems problems;
    /** By the numbers of the sites. */
    private @Nullable Sum[] sums = new Sum[2 * CELLS_PER_CHUNK];

    private int called;
    private Instant firstTime = Instant.EPOCH;
    private Instant lastTime = Instant.EPOCH;

    CellSums(Problems problems) {
        this.problems = problems;
    }

    private static final class Sum {
        long plain;
        long blocked;
        long allowed;
        long delegated;
        long byAgents;
        long firstSeen;
        long lastSeen;

        long calls() {
            return plain + blocked + allowed + delegated;
        }

        boolean isFull() {
            return Math.max(byAgents, Math.max(Math.max(plain, blocked), Math.max(allowed, delegated))) == Calls.MOST;
        }
    }

    /** @param position of the chunk in the file */
    void add(ByteBuffer chunk, int chunkIndex, long position) {
        if (chunkIndex > CHUNK_INDEX_MAX) {
            problems.at(
                    position,
                    "the number of a page of counters is damaged; lost with it: " + calls(total(chunk, position)));
            return;
        }
        for (int number = 1; number < CELLS_PER_CHUNK; number++) {
            int cell = number * CELL;
            if (!isEmpty(chunk, cell)) {
                add(sumOf(chunkIndex * CELLS_PER_CHUNK + number), chunk, cell, position);
            }
        }
    }

    private Sum sumOf(int number) {
        if (number >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(number + 1, 2 * sums.length));
        }
        Sum sum = sums[number];
        if (sum == null) {
            sum = new Sum();
            sums[number] = sum;
            called++;
        }
        return sum;
    }

    private static boolean isEmpty(ByteBuffer chunk, int cell) {
        return (chunk.getLong(cell + PLAIN)
                        | chunk.getLong(cell + BLOCKED)
                        | chunk.getLong(cell + ALLOWED)
                        | chunk.getLong(cell + DELEGATED)
                        | chunk.getLong(cell + BY_AGENTS))
                == 0;
    }

    private void add(Sum sum, ByteBuffer chunk, int cell, long position) {
        sum.plain = Calls.plus(sum.plain, calls(chunk, cell + PLAIN, position));
        sum.blocked = Calls.plus(sum.blocked, calls(chunk, cell + BLOCKED, position));
        sum.allowed = Calls.plus(sum.allowed, calls(chunk, cell + ALLOWED, position));
        sum.delegated = Calls.plus(sum.delegated, calls(chunk, cell + DELEGATED, position));
        sum.byAgents = Calls.plus(sum.byAgents, calls(chunk, cell + BY_AGENTS, position));
        long first = time(chunk, cell + FIRST_SEEN, position);
        if (first != 0 && (sum.firstSeen == 0 || first < sum.firstSeen)) {
            sum.firstSeen = first;
        }
        sum.lastSeen = Math.max(sum.lastSeen, time(chunk, cell + LAST_SEEN, position));
    }

    /** All calls in a chunk, those of its cells that are plausible. */
    long total(ByteBuffer chunk, long position) {
        long total = 0;
        for (int number = 1; number < CELLS_PER_CHUNK; number++) {
            for (int word = PLAIN; word <= DELEGATED; word += 8) {
                total = Calls.sum(total, calls(chunk, number * CELL + word, position));
            }
            total = Calls.sum(total, calls(chunk, number * CELL + BY_AGENTS, position));
        }
        return total;
    }

    private long calls(ByteBuffer chunk, int at, long position) {
        long calls = chunk.getLong(at);
        if (calls < 0 || calls > CALLS_MAX) {
            problems.at(position + at, "a counter is damaged");
            return 0;
        }
        return calls;
    }

    private long time(ByteBuffer chunk, int at, long position) {
        long millis = chunk.getLong(at);
        if (millis < 0 || millis > HeaderReader.LATEST) {
            problems.at(position + at, "the time of a call is damaged");
            return 0;
        }
        return millis;
    }

    /** @param lastSeenMillis of the process: stands in where a cell was counted in, but has no time yet */
    SiteCounts counts(int number, Site site, long lastSeenMillis) {
        Sum sum = number < sums.length ? sums[number] : null;
        if (sum == null || (sum.calls() == 0 && sum.byAgents == 0)) {
            return new SiteCounts(site, 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH);
        }
        // older writers took the first time from another clock than the last
        long last = Math.max(sum.lastSeen == 0 ? lastSeenMillis : sum.lastSeen, sum.firstSeen);
        long first = sum.firstSeen == 0 ? last : sum.firstSeen;
        if (sum.isFull()) {
            problems.add(
                    "the counters of site " + number + " add up to more calls than there can be: they are damaged");
        }
        return new SiteCounts(
                site,
                sum.calls(),
                sum.blocked,
                sum.allowed,
                sum.delegated,
                sum.byAgents,
                firstTime(first),
                lastTime(last));
    }

    /** Many sites are called within one heartbeat: they share the moment. */
    private Instant firstTime(long millis) {
        if (firstTime.toEpochMilli() != millis) {
            firstTime = Instant.ofEpochMilli(millis);
        }
        return firstTime;
    }

    private Instant lastTime(long millis) {
        if (lastTime.toEpochMilli() != millis) {
            lastTime = Instant.ofEpochMilli(millis);
        }
        return lastTime;
    }

    /** How many sites were called. */
    int sitesCalled() {
        return called;
    }

    /** Calls at sites that no record names go to the problems: they happened. */
    void reportUnnamed(Map<Integer, Site> sites) {
        for (int number = 0; number < sums.length; number++) {
            Sum sum = sums[number];
            if (sum != null && !sites.containsKey(number)) {
                problems.add(calls(Calls.sum(sum.calls(), sum.byAgents)) + " at site " + number
                        + ", whose record is damaged or missing");
            }
        }
    }

    /** For people: {@code 1,234 calls}. */
    static String calls(long number) {
        return Words.count(number, "call");
    }
}
