package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.MustCover;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z"); // a Monday

    private final Timeline times = new Timeline();

    @Test
    void nothingIsNoTime() {
        assertThat(times.isEmpty()).isTrue();
        assertThat(times.length()).isZero();
        assertThat(times.covers(new MustCover("monday"), ZoneOffset.UTC)).isFalse();
    }

    @Test
    void aClockThatRanBackwardsAddsNothing() {
        add(5, 3);
        add(4, 4);
        assertThat(times.isEmpty()).isTrue();
    }

    @Test
    void timesThatOverlapOrTouchAreOne() {
        add(0, 2);
        add(4, 6);
        add(2, 4);
        add(1, 5);
        assertThat(times.length()).isEqualTo(Duration.ofHours(6));
        assertThat(times.first()).isEqualTo(START);
        assertThat(times.last()).isEqualTo(START.plus(Duration.ofHours(6)));
    }

    @Test
    void onlyWhatLiesAfterAMomentCountsAfterIt() {
        add(0, 2);
        add(4, 6);
        assertThat(times.lengthAfter(START.plus(Duration.ofHours(1)))).isEqualTo(Duration.ofHours(3));
        assertThat(times.lengthAfter(START.plus(Duration.ofHours(9)))).isZero();
    }

    @Test
    void theGapsOfATimeAreWhatIsNotInIt() {
        add(2, 4);
        add(6, 8);
        assertThat(gaps(0, 10)).containsExactly("0-2", "4-6", "8-10");
        assertThat(gaps(2, 8)).containsExactly("4-6");
        assertThat(gaps(3, 7)).containsExactly("4-6");
        assertThat(gaps(5, 9)).containsExactly("5-6", "8-9");
        assertThat(gaps(2, 4)).isEmpty();
        assertThat(gaps(0, 1)).containsExactly("0-1");
        assertThat(gaps(9, 10)).containsExactly("9-10");
        assertThat(gaps(5, 5)).isEmpty();
        assertThat(gaps(5, 1)).isEmpty();
    }

    private List<String> gaps(int from, int until) {
        List<String> gaps = new ArrayList<>();
        times.forEachGap(
                at(from),
                at(until),
                (start, end) -> gaps.add(Duration.between(START, start).toHours() + "-"
                        + Duration.between(START, end).toHours()));
        return gaps;
    }

    @Test
    void twelveHoursOfADayCoverItAlsoInPieces() {
        add(0, 6);
        add(9, 14);
        assertThat(times.covers(new MustCover("monday"), ZoneOffset.UTC)).isFalse();
        add(23, 24);
        assertThat(times.covers(new MustCover("monday"), ZoneOffset.UTC)).isTrue();
        assertThat(times.covers(new MustCover("tuesday"), ZoneOffset.UTC)).isFalse();
    }

    @Test
    void theUnionIsThatOfSingleHours() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Timeline union = new Timeline();
            boolean[] hours = new boolean[60];
            for (int i = 0; i < 12; i++) {
                int from = random.nextInt(60);
                int until = Math.min(60, from + random.nextInt(9));
                union.add(at(from), at(until));
                for (int hour = from; hour < until; hour++) {
                    hours[hour] = true;
                }
            }
            int expected = 0;
            for (boolean hour : hours) {
                expected += hour ? 1 : 0;
            }
            assertThat(union.length()).isEqualTo(Duration.ofHours(expected));
        }
    }

    private void add(int from, int until) {
        times.add(at(from), at(until));
    }

    private static Instant at(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
