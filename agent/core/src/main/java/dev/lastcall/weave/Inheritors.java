package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.PolicyMatcher;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are not listed, by whose names listed members are used although no listed body is entered: they inherit a
 * field, or a method that is abstract, or that a class below them overrides. A class that calls by such a name does not
 * name the listed one, so the class filter passes it over until the name is known; those that were looked at before are
 * to be looked at again. Binary names. Thread-safe.
 */
final class Inheritors {
    private final PolicyMatcher matcher;
    private final Lineage lineage;
    private final Set<String> known = new HashSet<>(0);
    private Set<String> news = new HashSet<>(0);
    private volatile boolean any;

    Inheritors(PolicyMatcher matcher, Lineage lineage) {
        this.matcher = matcher;
        this.lineage = lineage;
    }

    /** A class of that name loads of which nothing was known, at least in its loader. */
    synchronized void loads(String className) {
        known.remove(className);
    }

    /**
     * A class that extends listed ones, whose fields it may have, or an interface: whatever implements that, a lambda
     * too, has the bodies.
     *
     * @param listedAncestors what it extends that is listed
     */
    void lookAt(ClassFacts type, Iterable<String> listedAncestors, @Nullable ClassLoader loader) {
        if (matcher.lists(type.className())) {
            return;
        }
        for (String listed : listedAncestors) {
            ClassFacts above = lineage.known(listed, loader);
            if (above == null || inheritsField(above) || (type.isInterface() && inheritsAbstract(type, above))) {
                add(type.className());
                return;
            }
        }
    }

    private boolean inheritsField(ClassFacts listed) {
        for (String field : listed.inheritableFields()) {
            if (!matcher.field(listed.className(), field).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean inheritsAbstract(ClassFacts type, ClassFacts listed) {
        for (String member : listed.members()) {
            int end = member.indexOf('(');
            if (end > 0 && member.charAt(0) != '<') {
                String name = member.substring(0, end);
                String descriptor = member.substring(end);
                if (listed.isAbstract(name, descriptor)
                        && !type.declares(name, descriptor)
                        && !matcher.method(listed.className(), name, descriptor).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A class that is not listed has a method that overrides a listed one. */
    void overrides(ClassFacts type, Target overridden, @Nullable ClassLoader loader) {
        for (String parent : type.parents()) {
            ClassFacts above = parent.equals(overridden.className()) ? null : lineage.known(parent, loader);
            if (above != null && lineage.listedAncestors(above, loader).contains(overridden.className())) {
                if (!matcher.lists(parent) && !above.declares(overridden.member(), overridden.descriptor())) {
                    add(parent);
                }
                overrides(above, overridden, loader);
            }
        }
    }

    private synchronized void add(String className) {
        if (known.add(className)) {
            news.add(className);
            any = true;
        }
    }

    /** Whether there are some that nobody has taken yet. */
    boolean any() {
        return any;
    }

    /** Those that nobody has taken yet. */
    synchronized Set<String> take() {
        Set<String> taken = news;
        news = new HashSet<>(0);
        any = false;
        return taken;
    }
}
