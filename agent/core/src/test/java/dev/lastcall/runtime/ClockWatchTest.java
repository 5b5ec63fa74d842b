package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.runtime.ClockWatch.Gap;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {
    private static final long START = 1_700_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private long clock = START;
    private long nanos = -5_000_000_000L; // they may begin anywhere
    private long sinceBoot = 90 * HOUR;
    private final ClockWatch watch = new ClockWatch(clock, nanos, () -> sinceBoot);

    @Test
    void heartbeatsInTimeAreAsTheyShouldBe() {
        assertThat(beat()).isNull();
        for (int i = 0; i < 100; i++) {
            assertThat(beat()).isNull();
        }
        passes(9 * SECOND);
        assertThat(look()).isNull();
    }

    @Test
    void aStoppedProcessStoodStillWhileClockAndTimeWentOn() {
        beat();
        long from = clock;
        passes(HOUR);
        assertThat(look()).isEqualTo(new Gap(from, clock, clock, clock));
        assertThat(beat()).as("once").isNull();
    }

    @Test
    void aProcessThatWasStoppedAsItStartedStoodStill() {
        passes(HOUR);
        assertThat(look()).isEqualTo(new Gap(START, clock, clock, clock));
    }

    @Test
    void aSuspendedMachineStoodStillThoughItsTimeDid() {
        beat();
        long from = clock;
        suspended(8 * HOUR);
        Gap gap = beat();
        assertThat(gap).isEqualTo(new Gap(from, clock, clock, clock));
        assertThat(Objects.requireNonNull(gap).clockJumped()).isFalse();
        suspended(MINUTE);
        assertThat(Objects.requireNonNull(beat()).stoodStill()).isTrue();
    }

    @Test
    void aProcessThatWasStoppedWhileItsMachineWasSuspendedStoodStillAllThatTime() {
        beat();
        long from = clock;
        passes(HOUR);
        suspended(8 * HOUR);
        passes(HOUR);
        assertThat(look()).isEqualTo(new Gap(from, clock, clock, clock));
    }

    @ParameterizedTest
    @ValueSource(longs = {-HOUR, HOUR, 40 * 24 * HOUR, -6 * MINUTE, 6 * MINUTE})
    void aClockThatIsSetJumpsAndNothingStandsStill(long by) {
        beat();
        long expected = clock + SECOND;
        clock += by;
        Gap gap = Objects.requireNonNull(beat());
        assertThat(gap.expected()).isEqualTo(expected);
        assertThat(gap.said()).isEqualTo(expected + by);
        assertThat(gap.clockJumped()).isTrue();
        assertThat(gap.stoodStill()).isFalse();
        assertThat(beat()).as("once").isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-4 * MINUTE, -11 * SECOND, 11 * SECOND, 4 * MINUTE})
    void aClockThatIsSetByLittleIsRight(long by) {
        beat();
        clock += by;
        assertThat(beat()).isNull();
        assertThat(beat()).isNull();
    }

    @Test
    void aClockThatIsSetWhileTheProcessIsStoppedIsBoth() {
        beat();
        long from = clock;
        passes(HOUR);
        clock += 2 * HOUR;
        assertThat(look()).isEqualTo(new Gap(from, from + HOUR, from + HOUR, from + 3 * HOUR));
        from = clock;
        passes(HOUR);
        clock -= 20 * HOUR;
        assertThat(look()).isEqualTo(new Gap(from, from + HOUR, from + HOUR, from - 19 * HOUR));
    }

    @Test
    void aSuspendedMachineIsFoundAfterItsClockWasSet() {
        beat();
        clock += HOUR;
        assertThat(jumped(beat())).isTrue();
        suspended(HOUR);
        assertThat(jumped(beat())).isFalse();
    }

    @Test
    void withoutTheTimeSinceTheMachineStartedASuspendedOneHasAClockThatJumps() {
        sinceBoot = 0;
        beat();
        clock += HOUR;
        assertThat(jumped(beat())).isTrue();
        sinceBoot = HOUR; // known from now on, and with nothing to compare
        clock += HOUR;
        assertThat(jumped(beat())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"350735.47 234388.90\n", "350735.0 1.2"})
    void theSystemSaysWhenTheMachineStarted(String text) {
        assertThat(MachineStart.millis(text.getBytes(StandardCharsets.US_ASCII), text.length()))
                .isEqualTo(350_735_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "up 3 days", "-1.0", "12"})
    void anythingElseSaysNothing(String text) {
        assertThat(MachineStart.millis(text.getBytes(StandardCharsets.US_ASCII), text.length()))
                .isZero();
        assertThat(MachineStart.millis(new byte[0], -1)).isZero();
    }

    private static boolean jumped(@Nullable Gap gap) {
        return Objects.requireNonNull(gap).clockJumped();
    }

    private @Nullable Gap beat() {
        passes(SECOND);
        return look();
    }

    private void passes(long millis) {
        clock += millis;
        nanos += millis * 1_000_000;
        sinceBoot += sinceBoot == 0 ? 0 : millis;
    }

    private void suspended(long millis) {
        clock += millis;
        sinceBoot += millis;
    }

    private @Nullable Gap look() {
        return watch.look(clock, nanos);
    }
}
