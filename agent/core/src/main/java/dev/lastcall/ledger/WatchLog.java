package dev.lastcall.ledger;

import dev.lastcall.evidence.Watch;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes periods of the records of the watch state. For one reading. */
final class WatchLog {
    private static final WatchState[] STATES = WatchState.values();
    private static final long USUAL_HEARTBEAT_MILLIS = 1_000;

    private final List<Entry> recorded = new ArrayList<>();
    private final List<Entry> fromModes = new ArrayList<>();
    private long jvmStartedAt;
    private long heartbeatMillis;
    private boolean attached;

    private record Entry(WatchState state, long millis, String reason) {}

    /** @throws ArrayIndexOutOfBoundsException for a state that this version does not know */
    void add(long millis, long jvmStarted, int heartbeat, int state, boolean late, String reason) {
        WatchState named = STATES[state];
        if (jvmStarted != 0) {
            jvmStartedAt = time(jvmStarted);
            return;
        }
        if (recorded.isEmpty()) {
            heartbeatMillis = Math.max(0, heartbeat);
            attached = late;
        }
        Entry next = new Entry(named, time(millis), reason);
        for (int i = recorded.size() - 1; i >= 0; i--) { // all are written again, in order, when the file was cut
            Entry known = recorded.get(i);
            if (known.state == next.state && known.millis == next.millis && known.reason.equals(next.reason)) {
                recorded.remove(i);
            }
        }
        add(next, recorded);
    }

    /** A change of the mode, of which the periods are made if nothing else tells them. */
    void mode(long millis, String mode) {
        add(new Entry(mode.equals("off") ? WatchState.OFF : WatchState.WATCHING, millis, ""), fromModes);
    }

    private static void add(Entry next, List<Entry> entries) {
        Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        if (last == null || last.state != next.state || !last.reason.equals(next.reason)) {
            entries.add(next);
        }
    }

    private static long time(long millis) {
        if (millis < 0 || millis > HeaderReader.LATEST) {
            throw new IllegalArgumentException("the time of a watch state is damaged");
        }
        return millis;
    }

    /** Whether nobody keeps the ledger: its process had nothing to watch. */
    boolean isLeftAlone() {
        return !recorded.isEmpty() && heartbeatMillis == 0;
    }

    Watch watch(Instant startedAt, Instant lastSeenAt) {
        boolean said = !recorded.isEmpty();
        List<Entry> entries = said ? recorded : fromModes;
        List<WatchPeriod> periods = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Instant until = i + 1 == entries.size() ? lastSeenAt : Instant.ofEpochMilli(entries.get(i + 1).millis);
            Instant from = i == 0 && !said ? startedAt : Instant.ofEpochMilli(entry.millis);
            periods.add(new WatchPeriod(entry.state, from, until, entry.reason));
        }
        if (periods.isEmpty()) {
            periods.add(new WatchPeriod(WatchState.WATCHING, startedAt, lastSeenAt, ""));
        }
        return new Watch(
                Instant.ofEpochMilli(jvmStartedAt),
                periods.get(0).from(),
                attached,
                Duration.ofMillis(said ? heartbeatMillis : USUAL_HEARTBEAT_MILLIS),
                periods,
                said);
    }
}
