package dev.lastcall.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assigns calls to tests. A call is a test's own if the test's thread made it between the beginning and the end of the
 * test, both on that thread, and no other test began there in between: a pool's thread that waits inside a test may run
 * another one. Any other call is only reported as made <em>while</em> the tests ran that were running then. Not
 * thread-safe.
 */
final class Attribution {
    /** A test that is running on its thread. */
    private static final class Running {
        final TestNode node;
        final Thread thread;
        final Map<Integer, Long> own = new TreeMap<>();
        boolean mixed;

        Running(TestNode node, Thread thread) {
            this.node = node;
            this.thread = thread;
        }
    }

    private final Map<Integer, ReachedSite> sites = new TreeMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<Thread, Deque<Running>> byThread = new HashMap<>();
    private final Map<String, Integer> runs = new HashMap<>();
    private Counters last = Counters.none();

    /** @param now the counters when it began, read on its thread */
    void begin(TestNode node, Thread thread, Counters now) {
        Deque<Running> stack = byThread.computeIfAbsent(thread, unused -> new ArrayDeque<>());
        for (Running outer : stack) {
            outer.mixed = true; // also for what comes before: code of the inner one may have run already
        }
        take(now);
        Running begun = new Running(node, thread);
        running.put(node.id(), begun);
        stack.push(begun);
    }

    /** @param now the counters when it ended, read on the thread that reports the end */
    void end(TestNode node, Thread thread, Counters now) {
        Running ended = running.get(node.id());
        if (ended == null) {
            take(now);
            return;
        }
        take(now);
        boolean exact = ended.thread == thread && node.isTest() && !ended.mixed;
        running.remove(node.id());
        Deque<Running> stack = byThread.getOrDefault(ended.thread, new ArrayDeque<>());
        stack.remove(ended);
        if (stack.isEmpty()) {
            byThread.remove(ended.thread);
        }
        if (node.isTest()) {
            runs.merge(node.repeats(), 1, Integer::sum);
        }
        for (Map.Entry<Integer, Long> call : ended.own.entrySet()) {
            ReachedSite site = site(call.getKey());
            if (exact) {
                site.by(node, call.getValue());
            } else {
                site.during(List.of(node), call.getValue());
            }
        }
    }

    /** The calls that the test running on that thread has made itself until now, by call site. */
    Map<Integer, Long> ownCalls(Thread thread, Counters now) {
        take(now);
        Running top = top(thread);
        return top == null || top.mixed || !top.node.isTest() ? Map.of() : Map.copyOf(top.own);
    }

    /** The test that is running on that thread; null if there is none. */
    @Nullable
    TestNode testOn(Thread thread) {
        Running top = top(thread);
        return top == null || !top.node.isTest() ? null : top.node;
    }

    /** Assigns the calls since the last look. */
    void take(Counters now) {
        List<TestNode> during = null;
        for (int row = 0; row < now.rows(); row++) {
            long[] counted = now.row(row);
            long[] before = last.row(row);
            Thread thread = now.thread(row);
            Running top = thread == null ? null : top(thread);
            for (int number = 1; number < counted.length; number++) {
                long more = counted[number] - (number < before.length ? before[number] : 0);
                if (more <= 0) {
                    continue;
                }
                if (top != null && top.node.isTest() && !top.mixed) {
                    top.own.merge(number, more, Long::sum);
                } else {
                    during = during == null ? underWay() : during;
                    site(number).during(during, more);
                }
            }
        }
        last = now;
    }

    /** What is running, without containers of something else that is running. */
    private List<TestNode> underWay() {
        List<TestNode> nodes = new ArrayList<>();
        for (Running candidate : running.values()) {
            boolean contains = false;
            for (Running other : running.values()) {
                contains |= candidate.node.id().equals(other.node.parent());
            }
            if (!contains) {
                nodes.add(candidate.node);
            }
        }
        return nodes;
    }

    private @Nullable Running top(Thread thread) {
        Deque<Running> stack = byThread.get(thread);
        return stack == null ? null : stack.peek();
    }

    private ReachedSite site(int number) {
        return sites.computeIfAbsent(number, ReachedSite::new);
    }

    /** The call sites that were called, by number. */
    List<ReachedSite> sites() {
        return List.copyOf(sites.values());
    }

    /** How often a test has run. */
    int runs(String repeats) {
        return runs.getOrDefault(repeats, 0);
    }
}
