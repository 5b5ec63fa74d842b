package dev.lastcall.reference;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Removal;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which classes go away with which rules: those that a rule deprecates as a whole, those that it says are removed with
 * them, and those nested in these. Each name is looked at once, whatever the number of rules. Not thread-safe.
 */
public final class Leaving {
    private final Removal removal;
    /** The classes of which single members are listed; a glob by what it begins with. */
    private final Set<String> owners = new HashSet<>();

    private final Set<String> ownerPrefixes = new HashSet<>();
    private final Shapes shapes;
    private final Map<String, List<Rule>> known = new HashMap<>();

    /** With the classes that each rule itself lists as removed with it, of which no class file is at hand. */
    Leaving(Policy policy) {
        this(policy, new Removal(policy.rules()), Shapes.NONE);
    }

    /** @param policy without annotated signatures whose meaning is not added */
    public Leaving(Policy policy, Function<Rule, List<ClassPattern>> removedWith, Shapes shapes) {
        this(policy, new Removal(policy.rules(), removedWith), shapes);
    }

    private Leaving(Policy policy, Removal removal, Shapes shapes) {
        this.shapes = shapes;
        this.removal = removal;
        for (Rule rule : policy.rules()) {
            for (Signature signature : rule.deprecated()) {
                if (!signature.namesWholeClass() && !(signature.member() instanceof Signature.Member.Annotated)) {
                    addOwner(signature.owner());
                }
            }
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
    public NameFilter filter(Collection<String> scanned) {
        Set<String> names = new HashSet<>(owners);
        names.addAll(removal.exact());
        for (String name : scanned) {
            if (isAny(name)) {
                names.add(name); // nested in one, though its name does not say so
            }
        }
        Set<String> prefixes = new HashSet<>(ownerPrefixes);
        prefixes.addAll(removal.prefixes());
        return new NameFilter(names, prefixes);
    }

    /** Whether any rule takes that class away. */
    public boolean isAny(String className) {
        return !rules(className).isEmpty();
    }

    /** Whether a signature or pattern is just that name. */
    public boolean isExact(String className) {
        return removal.exact().contains(className) || owners.contains(className);
    }

    /** The rules with which that class goes away, in the policy's order. */
    public List<Rule> rules(String className) {
        List<Rule> rules = known.get(className);
        if (rules == null) {
            rules = removal.rules(className, outers(className));
            known.put(className, rules);
        }
        return rules;
    }

    /** Whether the class, or one that it is nested in, goes away with that rule. */
    public boolean goes(ClassShape shape, Rule rule) {
        if (contains(rules(shape.name()), rule)) {
            return true;
        }
        for (String outer : shape.nestedIn()) {
            if (contains(rules(outer), rule)) {
                return true;
            }
        }
        return false;
    }

    public static boolean contains(List<Rule> rules, Rule rule) {
        for (Rule one : rules) {
            if (one.id().equals(rule.id())) {
                return true;
            }
        }
        return false;
    }

    /** By what its class file says; by its name, if there is none at hand. */
    private List<String> outers(String className) {
        ClassShape scanned = shapes.scanned(className);
        if (scanned != null) {
            return scanned.nestedIn();
        }
        List<String> outers = new ArrayList<>();
        for (String outer : Removal.outers(className)) {
            if (removal.names(outer)) {
                outers.add(outer);
            }
        }
        ClassShape shape = outers.isEmpty() ? null : shapes.find(className);
        return shape == null ? outers : shape.nestedIn();
    }
}
