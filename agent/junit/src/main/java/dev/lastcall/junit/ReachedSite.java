package dev.lastcall.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests that reached a call site. Not thread-safe. */
final class ReachedSite {
    /** How many names of tests that ran during a call are kept; more would not help. */
    static final int MOST_DURING = 100;

    private final int number;
    private final Map<String, TestNode> tests = new LinkedHashMap<>();
    private final Map<String, Integer> runs = new LinkedHashMap<>();
    private final Map<String, TestNode> during = new LinkedHashMap<>();
    private long calls;
    private long unclear;
    private boolean outside;
    private boolean more;

    ReachedSite(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Notes calls that a run of that test made itself. */
    void by(TestNode test, long made) {
        calls += made;
        tests.putIfAbsent(test.id(), test);
        runs.merge(test.repeats(), 1, Integer::sum);
    }

    /** Notes calls that were made while these tests ran; if there are none, between tests. */
    void during(List<TestNode> nodes, long made) {
        calls += made;
        unclear += made;
        outside |= nodes.isEmpty();
        for (TestNode node : nodes) {
            if (during.size() < MOST_DURING) {
                during.putIfAbsent(node.id(), node);
            } else {
                more |= !during.containsKey(node.id());
            }
        }
    }

    /** All calls. */
    long calls() {
        return calls;
    }

    /** Calls for which the test that made them is not known. */
    long unclear() {
        return unclear;
    }

    /** The tests that called it themselves. */
    List<TestNode> tests() {
        return List.copyOf(tests.values());
    }

    /** Tests that ran during calls that cannot be assigned to a test. */
    List<TestNode> during() {
        return List.copyOf(during.values());
    }

    /** Whether more tests ran than {@link #during} has. */
    boolean isDuringMore() {
        return more;
    }

    /** Whether it was called while no test ran. */
    boolean isOutside() {
        return outside;
    }

    /** Tests that reached it in some of their runs only, each with the number of these runs and of all runs. */
    List<String> flaky(Attribution attribution) {
        List<String> flaky = new ArrayList<>();
        for (TestNode test : tests.values()) {
            int all = attribution.runs(test.repeats());
            int reached = runs.getOrDefault(test.repeats(), 0);
            if (reached < all) {
                flaky.add(test.name() + " (" + reached + " of " + all + " runs)");
            }
        }
        return flaky.stream().distinct().toList();
    }
}
