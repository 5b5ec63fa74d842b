package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of the listed classes and of those that extend them. A class loads after its supertypes, so what
 * extends a listed class is known to do so when it loads. Internal names; copies of one class in several loaders are
 * taken for one. Thread-safe.
 */
final class Lineage {
    private final Coverage coverage;
    private final ClassFilter filter;
    private final Map<String, ClassFacts> known = new ConcurrentHashMap<>();

    Lineage(Coverage coverage, ClassFilter filter) {
        this.coverage = coverage;
        this.filter = filter;
    }

    /** Takes note of a class that is listed or has a listed ancestor. */
    void learn(ClassFacts facts) {
        if (coverage.lists(facts.className())) {
            known.put(facts.name(), facts);
        } else if (hasKnownParent(facts)) {
            known.put(facts.name(), facts);
            filter.add(facts.name());
        }
    }

    private boolean hasKnownParent(ClassFacts facts) {
        for (String parent : parents(facts)) {
            if (known.containsKey(parent) || coverage.lists(parent.replace('/', '.'))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The class that declares the member which that owner has by declaration or inheritance, as far as seen: the owner
     * itself, or a listed ancestor; null if none is known.
     */
    @Nullable
    String declarer(String owner, String member, String descriptor) {
        ClassFacts facts = known.get(owner);
        if (facts == null) {
            return null;
        }
        if (facts.declares(member, descriptor)) {
            return owner;
        }
        for (String parent : parents(facts)) {
            String declarer = declarer(parent, member, descriptor);
            if (declarer != null) {
                return declarer;
            }
        }
        return null;
    }

    /** All listed ancestors of a class, nearest first, without the class itself. */
    List<String> listedAncestors(ClassFacts facts) {
        List<String> ancestors = new ArrayList<>();
        collectAncestors(facts, ancestors);
        return ancestors;
    }

    private void collectAncestors(ClassFacts facts, List<String> ancestors) {
        for (String parent : parents(facts)) {
            if (coverage.lists(parent.replace('/', '.')) && !ancestors.contains(parent)) {
                ancestors.add(parent);
            }
            ClassFacts above = known.get(parent);
            if (above != null) {
                collectAncestors(above, ancestors);
            }
        }
    }

    private static List<String> parents(ClassFacts facts) {
        List<String> parents = new ArrayList<>(List.of(facts.interfaces()));
        if (facts.superName() != null) {
            parents.add(0, facts.superName());
        }
        return parents;
    }
}
