package dev.lastcall.junit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test, or what contains tests, as far as calls are concerned. Immutable.
 *
 * @param id unique in its test plan
 * @param parent the id of what contains it
 * @param name what people call it
 * @param repeats the id of what is run again and again, for repetitions to be compared; its own id if it is no repetition
 * @param isTest whether it is a test that contains no other
 * @param stances what annotations say of calls it makes, the nearest first
 */
record TestNode(String id, @Nullable String parent, String name, String repeats, boolean isTest, List<Stance> stances) {

    /**
     * What one annotation says.
     *
     * @param rules of which rules; none means each
     * @param allows whether their calls are allowed; else they are forbidden
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
