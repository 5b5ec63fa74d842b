package dev.lastcall.junit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test or a container of tests, with what matters for attributing calls. Immutable.
 *
 * @param id unique in its test plan
 * @param parent the id of its container
 * @param name its name for people
 * @param repeats the id of the repeated test, by which repetitions are compared; its own id if it is not a repetition
 * @param isTest whether it is a test, and not a container
 * @param stances what annotations say about its calls, the nearest first
 */
record TestNode(String id, @Nullable String parent, String name, String repeats, boolean isTest, List<Stance> stances) {

    /**
     * The content of one annotation.
     *
     * @param rules the ids of its rules; empty means all
     * @param allows whether it allows calls of these rules; else it forbids them
     */
    record Stance(Set<String> rules, boolean allows) {
        Stance {
            rules = Set.copyOf(rules);
        }

        boolean covers(String rule) {
            return rules.isEmpty() || rules.contains(rule);
        }
    }

    TestNode {
        stances = List.copyOf(stances);
    }

    boolean allows(String rule) {
        Stance nearest = nearest(rule);
        return nearest != null && nearest.allows();
    }

    boolean forbids(String rule) {
        Stance nearest = nearest(rule);
        return nearest != null && !nearest.allows();
    }

    private @Nullable Stance nearest(String rule) {
        for (Stance stance : stances) {
            if (stance.covers(rule)) {
                return stance;
            }
        }
        return null;
    }

    static List<String> names(List<TestNode> nodes) {
        return nodes.stream().map(TestNode::name).distinct().toList();
    }
}
