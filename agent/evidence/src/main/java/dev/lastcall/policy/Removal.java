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
 * Which rules take a class away, by its name: those that deprecate it as a whole, and those that say that it is removed with
 * what they deprecate. Each name is looked up, whatever the number of rules. Immutable; thread-safe.
 */
public final class Removal {
    private final Map<String, List<Listed>> exact = new HashMap<>();
    private final List<Glob> globs = new ArrayList<>();

    /** By what the rules themselves say is removed with them. */
    public Removal(Collection<Rule> rules) {
        this(rules, Rule::removedWith);
    }

    /** @param removedWith the classes that are removed with a rule */
    public Removal(Collection<Rule> rules, Function<Rule, List<ClassPattern>> removedWith) {
        int order = 0;
        for (Rule rule : rules) {
            Listed listed = new Listed(order++, rule);
            for (Signature signature : rule.deprecated()) {
                if (signature.namesWholeClass()) {
                    add(signature.owner(), listed);
                }
            }
            for (ClassPattern pattern : removedWith.apply(rule)) {
                add(pattern, listed);
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

    /** The classes that are named one by one. */
    public Set<String> exact() {
        return exact.keySet();
    }

    /** What the names of the other classes begin with. */
    public List<String> prefixes() {
        List<String> prefixes = new ArrayList<>(globs.size());
        for (Glob glob : globs) {
            prefixes.add(glob.prefix);
        }
        return prefixes;
    }

    /**
     * The rules that take that class away, in their order.
     *
     * @param nestedIn the classes that it is nested in, which take it with them
     */
    public List<Rule> rules(String className, List<String> nestedIn) {
        SortedMap<Integer, Rule> found = new TreeMap<>();
        named(className, found);
        for (String outer : nestedIn) {
            named(outer, found);
        }
        return found.isEmpty() ? List.of() : new ArrayList<>(found.values());
    }

    /** Whether a rule takes just that class away, and not one that it is nested in. */
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

    /** Names up to each {@code $}: the classes that a class may be nested in, the outermost first, itself left out. */
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
