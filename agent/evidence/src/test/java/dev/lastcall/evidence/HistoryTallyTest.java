package dev.lastcall.evidence;

import static dev.lastcall.evidence.SampleLedgers.CREATE;
import static dev.lastcall.evidence.SampleLedgers.caller;
import static dev.lastcall.evidence.SampleLedgers.deprecated;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTallyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:30:00Z");
    private static final Site SITE = deprecated(Kind.CALL, caller("a.B", "m", 1), CREATE);

    @Test
    void hoursAndDaysAreCountedFromNowBackwards() {
        CallHistory history = history(
                counts(60, "2026-11-26T10:10:00Z", "2026-11-28T11:20:00Z"),
                List.of(hour("2026-11-28T10:00:00Z", 20), hour("2026-11-28T11:00:00Z", 5)),
                List.of(day("2026-11-26T00:00:00Z", 35)));
        assertThat(history.hours()).containsExactly(0L, 5L, 20L);
        assertThat(history.days()).containsExactly(25L, 0L, 35L);
    }

    @Test
    void callsSinceTheLastFullHourAreOfTheHourOfTheLastCall() {
        CallHistory history = history(
                counts(10, "2026-11-28T10:10:00Z", "2026-11-28T12:20:00Z"),
                List.of(hour("2026-11-28T11:00:00Z", 4)),
                List.of());
        assertThat(history.hours()).containsExactly(6L, 4L);
        assertThat(history.days()).containsExactly(10L);
    }

    @Test
    void ofALedgerWithoutHistoryNothingIsMadeUp() {
        assertThat(history(counts(10, "2026-11-20T10:10:00Z", "2026-11-28T12:20:00Z"), List.of(), List.of()))
                .isEqualTo(new CallHistory(List.of(), List.of()));
    }

    @Test
    void whatIsTooLongAgoOrInTheFutureIsLeftOut() {
        CallHistory history = history(
                counts(6, "2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
                List.of(hour("2026-11-20T10:00:00Z", 1), hour("2026-12-20T10:00:00Z", 2)),
                List.of(day("2020-01-01T00:00:00Z", 3)));
        assertThat(history.hours()).isEmpty();
        assertThat(history.days()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void processesAddUp() {
        HistoryTally tally = new HistoryTally(NOW);
        SiteCounts counts = counts(3, "2026-11-28T12:10:00Z", "2026-11-28T12:20:00Z");
        tally.add(counts, null);
        tally.add(counts, null);
        assertThat(tally.history()).isEqualTo(new CallHistory(List.of(6L), List.of(6L)));
    }

    private static CallHistory history(SiteCounts counts, List<HistoryPoint> hours, List<HistoryPoint> days) {
        HistoryTally tally = new HistoryTally(NOW);
        tally.add(counts, new SiteFacts(SITE, false, List.of(), hours, days));
        return tally.history();
    }

    private static SiteCounts counts(long calls, String first, String last) {
        return new SiteCounts(SITE, calls, 0, 0, 0, Instant.parse(first), Instant.parse(last));
    }

    private static HistoryPoint hour(String from, long calls) {
        Instant start = Instant.parse(from);
        return new HistoryPoint(start, start.plus(Duration.ofHours(1)), calls);
    }

    private static HistoryPoint day(String from, long calls) {
        Instant start = Instant.parse(from);
        return new HistoryPoint(start, start.plus(Duration.ofDays(1)), calls);
    }
}
