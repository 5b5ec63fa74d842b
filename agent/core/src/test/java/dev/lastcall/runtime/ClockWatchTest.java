package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long SECOND = 1_000_000_000;

    private final ClockWatch clock = new ClockWatch();

    @Test
    void aClockThatGoesWithTheTimeIsRight() {
        assertThat(clock.expected(5_000, -SECOND)).isEqualTo(5_000);
        assertThat(clock.expected(6_000, 0)).isEqualTo(6_000);
        assertThat(clock.expected(290_000, 5 * SECOND))
                .as("less than five minutes off")
                .isEqualTo(290_000);
    }

    @Test
    void aJumpIsSaidOnceInEitherDirection() {
        clock.expected(1_000_000, 0);
        assertThat(clock.expected(2_001_000, SECOND)).isEqualTo(1_001_000);
        assertThat(clock.expected(2_002_000, 2 * SECOND)).isEqualTo(2_002_000);
        assertThat(clock.expected(1_003_000, 3 * SECOND)).isEqualTo(2_003_000);
    }
}
