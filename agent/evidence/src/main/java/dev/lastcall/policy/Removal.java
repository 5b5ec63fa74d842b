package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules under which a class will be removed: those that deprecate the whole class, and those that list it as
 * removed together with what they deprecate. A lookup by name takes the same time for any number of rules. Immutable;
 * thread-safe.
 */
public final class Removal {
    private final Map<String, List<Listed>> exact = new HashMap<>();
    private final List<Glob> globs = new ArrayList<>();

    /** With the classes that each rule itself lists as removed with it. */
    public Removal(Collection<Rule> rules) {
        int order = 0;
        for (Rule rule : rules) { // without a function: this is called in each process that loads a class that matters
            add(new Listed(order++, rule), rule.removedWith());
        }
    }

    /** @param removedWith the classes that are removed with a rule */
    public Removal(Collection<Rule> rules, Function<Rule, List<ClassPattern>> removedWith) {
        int order = 0;
        for (Rule rule : rules) {
            add(new Listed(order++, rule), removedWith.apply(rule));
        }
    }

    private void add(Listed listed, List<ClassPattern> removedWith) {
        for (Signature signature : listed.rule.deprecated()) {
            if (signature.namesWholeClass()) {
                add(signature.owner(), listed);
            }
        }
        for (ClassPattern pattern : removedWith) {
            add(pattern, listed);
        }
    }

    private void add(ClassPattern pattern, Listed listed) {
        if (pattern.isExact()) {
            List<Listed> sameName = exact.get(pattern.text());
            if (sameName == null) { // a lambda would be linked in each process that loads a class that matters
                sameName = new ArrayList<>(1);
                exact.put(pattern.text(), sameName);
            }
            sameName.add(listed);
        } else {
            globs.add(new Glob(pattern, pattern.literalPrefix(), listed));
        }
    }

    /** The classes that are named exactly, not by a glob. */
    public Set<String> exact() {
        return exact.keySet();
    }

    /** The prefixes of all other names, from globs. */
    public List<String> prefixes() {
        List<String> prefixes = new ArrayList<>(globs.size());
        for (Glob glob : globs) {
            prefixes.add(glob.prefix);
        }
        return prefixes;
    }

    /**
     * The rules under which that class will be removed, in the order of the policy.
     *
     * @param nestedIn the classes that it is nested in; it is removed with them
     */
    public List<Rule> rules(String className, List<String> nestedIn) {
        SortedMap<Integer, Rule> found = new TreeMap<>();
        named(className, found);
        for (String outer : nestedIn) {
            named(outer, found);
        }
        return found.isEmpty() ? List.of() : new ArrayList<>(found.values());
    }

    /** Whether a rule names that class itself, not only a class that it is nested in. */
    public boolean names(String className) {
        SortedMap<Integer, Rule> found = new TreeMap<>();
        named(className, found);
        return !found.isEmpty();
    }

    private void named(String className, SortedMap<Integer, Rule> found) {
        add(exact.get(className), found);
        if (className.endsWith("$")) { // the class behind a Scala object
            add(exact.get(className.substring(0, className.length() - 1)), found);
        }
        for (Glob glob : globs) {
            if (className.startsWith(glob.prefix) && glob.pattern.matches(className)) {
                found.put(glob.listed.order, glob.listed.rule);
            }
        }
    }

    private static void add(@Nullable List<Listed> listed, SortedMap<Integer, Rule> found) {
        if (listed != null) {
            for (Listed one : listed) {
                found.put(one.order, one.rule);
            }
        }
    }

    /**
     * The classes that a class may be nested in, by each {@code $} in its name, the outermost first; not the class
     * itself.
     */
    public static List<String> outers(String className) {
        List<String> outers = new ArrayList<>(0);
        for (int dollar = className.indexOf('$', 1); dollar > 0; dollar = className.indexOf('$', dollar + 1)) {
            outers.add(className.substring(0, dollar));
        }
        return outers;
    }

    private record Listed(int order, Rule rule) {}

    private record Glob(ClassPattern pattern, String prefix, Listed listed) {}
}
