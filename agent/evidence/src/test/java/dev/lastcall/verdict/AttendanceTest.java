package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttendanceTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final Attendance attendance = new Attendance();

    @Test
    void nobody() {
        assertThat(attendance.most()).isZero();
        assertThat(attendance.timeOf(1)).isZero();
    }

    @Test
    void oneAfterTheOtherIsOneAtATime() {
        add(0, 4);
        add(4, 9);

        assertThat(attendance.most()).isEqualTo(1);
        assertThat(attendance.timeOf(1)).isEqualTo(Duration.ofHours(9));
        assertThat(attendance.timeOf(2)).isZero();
    }

    @Test
    void timesOfSeveralAddUp() {
        add(0, 4);
        add(1, 3);
        add(2, 9);
        add(8, 10);

        assertThat(attendance.most()).isEqualTo(3);
        assertThat(attendance.timeOf(1)).isEqualTo(Duration.ofHours(10));
        assertThat(attendance.timeOf(2)).isEqualTo(Duration.ofHours(4));
        assertThat(attendance.timeOf(3)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aProcessThatPausesIsOneProcess() {
        Timeline times = new Timeline();
        times.add(at(0), at(2));
        times.add(at(3), at(5));
        attendance.add(times);

        assertThat(attendance.most()).isEqualTo(1);
        assertThat(attendance.timeOf(1)).isEqualTo(Duration.ofHours(4));
    }

    private void add(int from, int until) {
        Timeline times = new Timeline();
        times.add(at(from), at(until));
        attendance.add(times);
    }

    private static Instant at(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
