package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.policy.Removal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts classes that are migrated together into one family, which becomes one rule: a class and those nested in it, and
 * a class and its ancestor of which the same is deprecated, be it all of both or a method that the one overrides. Not
 * thread-safe.
 */
final class Families {
    private final Hierarchy hierarchy;
    private final Map<String, MarkedClass> marked;
    private final Map<String, String> heads = new HashMap<>();

    private Families(Map<String, MarkedClass> marked, Hierarchy hierarchy) {
        this.marked = marked;
        this.hierarchy = hierarchy;
        marked.keySet().forEach(name -> heads.put(name, name));
    }

    /**
     * The families, in the order of their first classes.
     *
     * @param marked by name, in order
     */
    static List<List<MarkedClass>> of(Map<String, MarkedClass> marked, Hierarchy hierarchy) {
        Families families = new Families(marked, hierarchy);
        marked.values().forEach(families::joinOuter);
        marked.values().forEach(families::joinAncestors);
        Map<String, List<MarkedClass>> byHead = new LinkedHashMap<>();
        marked.forEach((name, type) -> byHead.computeIfAbsent(families.head(name), it -> new ArrayList<>())
                .add(type));
        return new ArrayList<>(byHead.values());
    }

    /** The class that gives a family its name: one that extends no other of it, and of these the first. */
    static MarkedClass head(List<MarkedClass> family) {
        Set<String> names = new HashSet<>();
        family.forEach(it -> names.add(it.shape().name()));
        for (MarkedClass type : family) {
            if (type.shape().parents().stream().noneMatch(names::contains)) {
                return type;
            }
        }
        return family.get(0);
    }

    /** Classes of one outer class belong together, also if nothing in that is deprecated. */
    private void joinOuter(MarkedClass type) {
        String name = type.shape().name();
        for (String outer : Removal.outers(name)) {
            if (hierarchy.find(outer) != null) {
                String first = heads.putIfAbsent(outer, name);
                join(first == null ? name : outer, name);
                return;
            }
        }
    }

    private void joinAncestors(MarkedClass type) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(type.shape().parents());
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (!seen.add(name)) {
                continue;
            }
            MarkedClass ancestor = marked.get(name);
            if (ancestor != null && areMarkedAlike(type, ancestor)) {
                join(name, type.shape().name());
            }
            ClassShape shape = hierarchy.find(name);
            if (shape != null) {
                open.addAll(shape.parents());
            }
        }
    }

    private static boolean areMarkedAlike(MarkedClass one, MarkedClass other) {
        if (one.members().isEmpty() || other.members().isEmpty()) {
            return one.members().isEmpty() && other.members().isEmpty();
        }
        for (Member member : one.members()) {
            for (Member above : other.members()) {
                if (!member.name().equals("<init>")
                        && member.name().equals(above.name())
                        && member.descriptor().equals(above.descriptor())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void join(String one, String other) {
        heads.put(head(other), head(one));
    }

    private String head(String name) {
        String head = name;
        for (String next = heads.getOrDefault(head, head); !next.equals(head); next = heads.getOrDefault(head, head)) {
            head = next;
        }
        return head;
    }
}
