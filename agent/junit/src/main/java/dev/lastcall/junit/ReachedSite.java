package dev.lastcall.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who reached a call site. Not thread-safe. */
final class ReachedSite {
    /** Calls while many tests ran tell little: the names of so many are kept. */
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

    /** A run of that test made so many calls itself. */
    void by(TestNode test, long made) {
        calls += made;
        tests.putIfAbsent(test.id(), test);
        runs.merge(test.repeats(), 1, Integer::sum);
    }

    /** So many calls were made while these ran; if there are none, between tests. */
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

    /** Those of which it is not known which test made them. */
    long unclear() {
        return unclear;
    }

    /** The tests that called it themselves. */
    List<TestNode> tests() {
        return List.copyOf(tests.values());
    }

    /** What ran while others called it, or none can tell who did. */
    List<TestNode> during() {
        return List.copyOf(during.values());
    }

    /** Whether more ran than {@link #during} has. */
    boolean isDuringMore() {
        return more;
    }

    /** Whether it was called when no test ran. */
    boolean isOutside() {
        return outside;
    }

    /** Tests that reached it in some of their runs and not in others, each with how many of how many. */
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
