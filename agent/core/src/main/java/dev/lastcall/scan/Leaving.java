package dev.lastcall.scan;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.weave.ClassShape;
import dev.lastcall.weave.NameFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which classes go away with which rules: those that a rule deprecates as a whole, those that it says are removed with
 * them, and those nested in these. Each name is looked at once, whatever the number of rules. Not thread-safe.
 */
final class Leaving {
    private final Map<String, List<Listed>> exact = new HashMap<>();
    private final List<Glob> globs = new ArrayList<>();
    /** The classes of which single members are listed; a glob by what it begins with. */
    private final Set<String> owners = new HashSet<>();

    private final Set<String> ownerPrefixes = new HashSet<>();
    private final Hierarchy hierarchy;
    private final Map<String, List<Rule>> known = new HashMap<>();

    /** @param policy without annotated signatures whose meaning is not added */
    Leaving(Policy policy, Function<Rule, List<ClassPattern>> removedWith, Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        for (int i = 0; i < policy.rules().size(); i++) {
            Rule rule = policy.rules().get(i);
            for (Signature signature : rule.deprecated()) {
                if (signature.namesWholeClass()) {
                    add(signature.owner(), new Listed(i, rule));
                } else if (!(signature.member() instanceof Signature.Member.Annotated)) {
                    addOwner(signature.owner());
                }
            }
            for (ClassPattern pattern : removedWith.apply(rule)) {
                add(pattern, new Listed(i, rule));
            }
        }
    }

    private void add(ClassPattern pattern, Listed listed) {
        if (pattern.isExact()) {
            exact.computeIfAbsent(pattern.text(), it -> new ArrayList<>(1)).add(listed);
        } else {
            globs.add(new Glob(pattern, pattern.literalPrefix(), listed));
        }
    }

    private void addOwner(ClassPattern pattern) {
        if (pattern.isExact()) {
            owners.add(pattern.text());
        } else {
            ownerPrefixes.add(pattern.literalPrefix());
        }
    }

    /** Tells from bytes whether they may name a class that goes away, or one of which a member is listed. */
    NameFilter filter(Collection<String> scanned) {
        Set<String> names = new HashSet<>(owners);
        names.addAll(exact.keySet());
        for (String name : scanned) {
            if (isAny(name)) {
                names.add(name); // nested in one, though its name does not say so
            }
        }
        Set<String> prefixes = new HashSet<>(ownerPrefixes);
        globs.forEach(glob -> prefixes.add(glob.prefix));
        return new NameFilter(names, prefixes);
    }

    /** Whether any rule takes that class away. */
    boolean isAny(String className) {
        return !rules(className).isEmpty();
    }

    /** Whether a signature or pattern is just that name. */
    boolean isExact(String className) {
        return exact.containsKey(className) || owners.contains(className);
    }

    /** The rules with which that class goes away, in the policy's order. */
    List<Rule> rules(String className) {
        List<Rule> rules = known.get(className);
        if (rules == null) {
            rules = find(className);
            known.put(className, rules);
        }
        return rules;
    }

    /** Whether the class, or one that it is nested in, goes away with that rule. */
    boolean goes(ClassShape shape, Rule rule) {
        return contains(rules(shape.name()), rule)
                || shape.nestedIn().stream().anyMatch(outer -> contains(rules(outer), rule));
    }

    static boolean contains(List<Rule> rules, Rule rule) {
        return rules.stream().anyMatch(it -> it.id().equals(rule.id()));
    }

    private List<Rule> find(String className) {
        SortedMap<Integer, Rule> found = new TreeMap<>();
        named(className, found);
        for (String outer : outers(className)) {
            named(outer, found);
        }
        return found.isEmpty() ? List.of() : List.copyOf(found.values());
    }

    private void named(String className, SortedMap<Integer, Rule> found) {
        exact.getOrDefault(className, List.of()).forEach(it -> found.put(it.order, it.rule));
        if (className.endsWith("$")) { // the class behind a Scala object
            exact.getOrDefault(className.substring(0, className.length() - 1), List.of())
                    .forEach(it -> found.put(it.order, it.rule));
        }
        for (Glob glob : globs) {
            if (className.startsWith(glob.prefix) && glob.pattern.matches(className)) {
                found.put(glob.listed.order, glob.listed.rule);
            }
        }
    }

    /** By what its class file says; by its name, if there is none at hand. */
    private List<String> outers(String className) {
        ClassShape scanned = hierarchy.scanned(className);
        if (scanned != null) {
            return scanned.nestedIn();
        }
        List<String> outers = new ArrayList<>();
        for (String outer : Families.outers(className)) {
            if (exact.containsKey(outer) || globs.stream().anyMatch(it -> it.pattern.matches(outer))) {
                outers.add(outer);
            }
        }
        ClassShape shape = outers.isEmpty() ? null : hierarchy.find(className);
        return shape == null ? outers : shape.nestedIn();
    }

    private record Listed(int order, Rule rule) {}

    private record Glob(ClassPattern pattern, String prefix, Listed listed) {}
}
