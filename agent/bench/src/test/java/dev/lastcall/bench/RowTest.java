package dev.lastcall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.bench.Row.Verdict;
import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void aLimitThatIsReachedIsKept() {
        assertThat(Row.atMost("a", 2.2, 2.2, " ns", "").verdict()).isEqualTo(Verdict.PASS);
        assertThat(Row.atLeast("a", 500, 500, " /s", "").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatGoesPastALimitIsShort() {
        assertThat(Row.atMost("a", 2.2, 2.21, " ns", "").verdict()).isEqualTo(Verdict.SHORT);
        assertThat(Row.atMost("allocation", 0, 1e-6, " B", "").verdict()).isEqualTo(Verdict.SHORT);
        assertThat(Row.atLeast("a", 500, 499, " /s", "").verdict()).isEqualTo(Verdict.SHORT);
    }

    @Test
    void whatCouldNotBeMeasuredNeitherPassesNorIsShort() {
        assertThat(Row.atMost("a", 2.2, Double.NaN, " ns", "").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Row.atLeast("a", 2.2, Double.NaN, " ns", "").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aLineShowsLimitMeasuredAndVerdict() {
        assertThat(Row.atMost("jar", 10, 7.0749, " MB", "as shipped").asLine())
                .matches("jar +≤ 10 MB +7.07 MB +pass +as shipped");
    }
}
