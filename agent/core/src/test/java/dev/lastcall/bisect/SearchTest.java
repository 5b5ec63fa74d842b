package dev.lastcall.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command is a list of sets: it fails if all of one are refused. */
class SearchTest {
    private final ExecutorService jobs = Executors.newFixedThreadPool(4);
    private final AtomicInteger runs = new AtomicInteger();
    private int most = Integer.MAX_VALUE;

    @AfterEach
    void stop() {
        jobs.shutdownNow();
    }

    @Test
    void whatMayAllBeRefusedTakesOneRun() throws Exception {
        assertThat(search(1000, List.of(), false)).isEqualTo(new Answer(List.of(), upTo(1000), Set.of()));
        assertThat(runs).hasValue(1);
    }

    @Test
    void theOneThatBreaksIsFoundInFewRuns() throws Exception {
        Answer answer = search(1000, List.of(Set.of(777)), false);
        assertThat(answer.breaking()).containsExactly(Set.of(777));
        assertThat(answer.safe()).hasSize(999).doesNotContain(777);
        assertThat(runs.get()).isLessThanOrEqualTo(22);
    }

    @Test
    void whatBreaksOnlyTogetherIsFoundTogether() throws Exception {
        Answer answer = search(16, List.of(Set.of(3, 12), Set.of(5)), false);
        assertThat(answer.breaking()).containsExactlyInAnyOrder(Set.of(5), Set.of(3, 12));
        assertThat(answer.safe()).hasSize(13);
    }

    @Test
    void theAnswerHoldsForAnyCommandAndAnyNumberOfJobs() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(40);
            List<Set<Integer>> command = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                Set<Integer> needed = new HashSet<>();
                for (int k = 1 + random.nextInt(3); k > 0; k--) {
                    needed.add(random.nextInt(count));
                }
                command.add(needed);
            }
            Answer answer = search(count, command, false);
            assertThat(search(count, command, true)).as("seed %d", seed).isEqualTo(answer);
            assertThat(fails(command, answer.safe())).as("seed %d: safe", seed).isFalse();
            for (Set<Integer> set : answer.breaking()) {
                assertThat(fails(command, set)).as("seed %d: %s", seed, set).isTrue();
                for (Integer one : set) {
                    Set<Integer> without = new HashSet<>(set);
                    without.remove(one);
                    assertThat(fails(command, without))
                            .as("seed %d: %s without %d", seed, set, one)
                            .isFalse();
                }
            }
            assertThat(answer.open()).isEmpty();
        }
    }

    @Test
    void whenThereMayBeNoMoreRunsTheRestIsOpen() throws Exception {
        most = 3;
        Answer answer = search(100, List.of(Set.of(1), Set.of(90)), false);
        assertThat(answer.safe()).isEmpty();
        assertThat(answer.open()).hasSize(100);
    }

    @Test
    void whatWasFoundBeforeThereMayBeNoMoreRunsIsKept() throws Exception {
        most = 18;
        Answer answer = search(100, List.of(Set.of(1), Set.of(90)), false);
        assertThat(answer.breaking()).containsExactly(Set.of(1));
        assertThat(answer.open()).hasSize(99).doesNotContain(1);
        assertThat(answer.safe()).isEmpty();
    }

    private Answer search(int count, List<Set<Integer>> command, boolean parallel) throws InterruptedException {
        runs.set(0);
        Trial trial = refused -> {
            if (runs.incrementAndGet() > most) {
                throw new EnoughRunsException();
            }
            return fails(command, refused);
        };
        return new Search(trial, jobs, parallel).run(count);
    }

    private static boolean fails(List<Set<Integer>> command, Set<Integer> refused) {
        return command.stream().anyMatch(refused::containsAll);
    }

    private static Set<Integer> upTo(int count) {
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }
}
