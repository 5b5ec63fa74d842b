package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "10m, PT10M",
        "24h, PT24H",
        "30d, PT720H",
        "1w, PT168H",
        "1d12h, PT36H",
        "1w2d3h4m5s, PT219H4M5S",
        "5s4m, PT4M5S",
        "' 1d  12 h ', PT36H",
        "0s, PT0S",
        "007d, PT168H",
        "36500d, PT876000H",
    })
    void aNumberAndAUnitOrSeveral(String text, Duration expected) throws Exception {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 | it is empty; write it as in 24h, 30d or 1d12h",
                "'  ' | 3 | it is empty; write it as in 24h, 30d or 1d12h",
                "24 | 3 | a unit is missing (allowed: s, m, h, d, w); write it as in 24h, 30d or 1d12h",
                "1d12 | 5 | a unit is missing (allowed: s, m, h, d, w); write it as in 24h, 30d or 1d12h",
                "h | 1 | a number is missing before 'h'; write it as in 24h, 30d or 1d12h",
                "PT24H | 1 | a number is missing before 'PT24H'; write it as in 24h, 30d or 1d12h",
                "-1h | 1 | it can't be negative",
                "1d-1h | 2 | 'd-' is not a unit; did you mean 'd'? (allowed: s, m, h, d, w)",
                "1.5h | 2 | numbers are whole; write 1h30m for an hour and a half",
                "1,5h | 2 | numbers are whole; write 1h30m for an hour and a half",
                "1H | 2 | 'H' is not a unit; did you mean 'h'? (allowed: s, m, h, d, w)",
                "3 days | 3 | 'days' is not a unit; did you mean 'd'? (allowed: s, m, h, d, w)",
                "5min | 2 | 'min' is not a unit; did you mean 'm'? (allowed: s, m, h, d, w)",
                "1mo | 2 | 'mo' is not a unit; months differ, write 30d (allowed: s, m, h, d, w)",
                "2months | 2 | 'months' is not a unit; months differ, write 30d (allowed: s, m, h, d, w)",
                "1y | 2 | 'y' is not a unit; years differ, write 365d (allowed: s, m, h, d, w)",
                "500ms | 4 | 'ms' is not a unit; the shortest is a second (allowed: s, m, h, d, w)",
                "1x | 2 | 'x' is not a unit (allowed: s, m, h, d, w)",
                "1d2d | 4 | the unit 'd' stands twice",
                "36500d1s | 7 | it is longer than 36500d",
                "9999999999w | 1 | it is longer than 36500d",
                "99999999999s | 1 | it is longer than 36500d",
            })
    void whatIsNoDurationIsNamedWithItsPlace(String text, int column, String message) {
        InvalidDurationException wrong =
                catchThrowableOfType(InvalidDurationException.class, () -> Durations.parse(text));
        assertThat(wrong.getMessage()).isEqualTo("'" + text.strip() + "' is not a duration: " + message);
        assertThat(wrong.column()).isEqualTo(column);
    }
}
