package dev.lastcall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianLeavesOutWhatStandsApart() {
        assertThat(new Samples(List.of(1.0, 900.0, 1.1)).median()).isEqualTo(1.1);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Samples(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThat(new Samples(List.of()).median()).isNaN();
    }

    @Test
    void cpuTimeIsThatOfUserAndSystem() {
        assertThat(Forks.cpuSeconds("0.125 0.250\n")).isEqualTo(0.375);
    }
}
