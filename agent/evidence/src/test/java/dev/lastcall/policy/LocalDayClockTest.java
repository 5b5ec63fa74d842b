package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** {@link LocalDayClock}. */
@Isolated // sets the time zone of the process
class LocalDayClockTest {
    @Test
    void anApplicationThatSetsAnotherZoneDoesNotChangeTheDay() {
        long noon = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
        var before = LocalDayClock.dayOf(noon);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati")); // 14 hours ahead
            assertThat(LocalDayClock.dayOf(noon)).isEqualTo(before);
            TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT+12"));
            assertThat(LocalDayClock.dayOf(noon - 1)).isEqualTo(before);
            assertThat(new LocalDayClock().get()).isNotNull();
        } finally {
            TimeZone.setDefault(zone);
        }
    }
}
