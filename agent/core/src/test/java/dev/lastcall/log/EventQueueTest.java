package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    @Test
    void eventsComeOutInTheOrderOfTheirOffers() {
        EventQueue queue = new EventQueue(4);
        for (int round = 0; round < 10; round++) {
            for (long i = 0; i < 3; i++) {
                assertThat(queue.offer(Examples.call(3L * round + i))).isTrue();
            }
            assertThat(drain(queue)).containsExactly(3L * round, 3L * round + 1, 3L * round + 2);
        }
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void anEmptyQueueGivesNothing() {
        assertThat(new EventQueue().poll()).isNull();
    }

    @Test
    void aFullQueueDropsWhatIsOfferedAndCountsIt() {
        EventQueue queue = new EventQueue(2);

        assertThat(queue.offer(Examples.call(1))).isTrue();
        assertThat(queue.offer(Examples.call(2))).isTrue();
        assertThat(queue.offer(Examples.call(3))).isFalse();
        assertThat(queue.offer(Examples.call(4))).isFalse();

        assertThat(queue.dropped()).isEqualTo(2);
        queue.drop();
        assertThat(queue.dropped()).as("with one that was taken and not told").isEqualTo(3);
        assertThat(drain(queue)).containsExactly(1L, 2L);
        assertThat(queue.offer(Examples.call(5))).isTrue();
        assertThat(drain(queue)).containsExactly(5L);
    }

    @Test
    void theCapacityIsAPowerOfTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventQueue(3));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventQueue(0));
    }

    @Test
    void noEventIsLostOrDoubledUnderManyThreads() throws InterruptedException {
        int threads = 4;
        int eventsEach = 20_000;
        EventQueue queue = new EventQueue(64);
        AtomicInteger running = new AtomicInteger(threads);
        for (int t = 0; t < threads; t++) {
            long first = (long) t * eventsEach;
            start(() -> {
                for (long i = 0; i < eventsEach; i++) {
                    queue.offer(Examples.call(first + i));
                }
                running.decrementAndGet();
            });
        }

        List<Long> taken = new ArrayList<>();
        long[] last = {-1, -1, -1, -1};
        while (running.get() > 0) {
            taken.addAll(drain(queue));
        }
        taken.addAll(drain(queue));

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.size() + queue.dropped()).isEqualTo((long) threads * eventsEach);
        for (long number : taken) {
            int thread = (int) (number / eventsEach);
            assertThat(number).as("order within thread %d", thread).isGreaterThan(last[thread]);
            last[thread] = number;
        }
    }

    @Test
    void aConsumerThatStandsStillStopsNobody() throws InterruptedException {
        EventQueue queue = new EventQueue(8);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Long> written = new ArrayList<>();
        queue.offer(Examples.call(0));
        Thread consumer = start(() -> {
            written.addAll(takeOne(queue));
            writing.countDown();
            await(release);
            written.addAll(drain(queue));
        });
        writing.await();

        for (long i = 1; i <= 20; i++) {
            queue.offer(Examples.call(i));
        }

        assertThat(queue.dropped()).isEqualTo(12);
        release.countDown();
        consumer.join();
        assertThat(written).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    private static List<Long> takeOne(EventQueue queue) {
        CallEvent event = queue.poll();
        return event == null ? List.of() : List.of(event.call());
    }

    private static List<Long> drain(EventQueue queue) {
        List<Long> calls = new ArrayList<>();
        for (CallEvent event = queue.poll(); event != null; event = queue.poll()) {
            calls.add(event.call());
        }
        return calls;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
