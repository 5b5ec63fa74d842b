package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MustCoverTest {
    @ParameterizedTest
    @CsvSource({
        "sunday, 2026-11-29, true",
        "Sunday, 2026-11-29, true",
        "sunday, 2026-11-28, false",
        "weekend, 2026-11-28, true",
        "weekend, 2026-11-29, true",
        "weekend, 2026-11-27, false",
        "month-end, 2026-11-30, true",
        "month-end, 2026-02-28, true",
        "month-end, 2028-02-28, false",
        "month-start, 2026-12-01, true",
        "month-start, 2026-12-02, false",
        "quarter-end, 2026-09-30, true",
        "quarter-end, 2026-10-31, false",
        "year-end, 2026-12-31, true",
        "year-end, 2026-11-30, false",
        "2026-12-24, 2026-12-24, true",
        "2026-12-24, 2027-12-24, false"
    })
    void isOnTheDaysThatItNames(String text, LocalDate day, boolean isOn) {
        assertThat(Objects.requireNonNull(MustCover.parse(text)).isOn(day)).isEqualTo(isOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sundays", "2026-13-01", "end", "month"})
    void whatIsNoDayIsNone(String text) {
        assertThat(MustCover.parse(text)).isNull();
    }
}
