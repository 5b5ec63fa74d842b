package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in classes that know nothing of what is listed, in which calls of listed methods end all the same: a superclass
 * that does not implement the listed interface its subclass does, or a class above the listed one, which only inherits.
 * They end tickets as overrides do, and classes with such bodies are woven, again if need be. In a body of the JDK
 * nothing can: then no ticket is left for the listed method. Thread-safe.
 */
final class ForeignBodies {
    private static final String OBJECT = "java.lang.Object";

    private final Lineage lineage;
    private final PolicyMatcher matcher;
    private final ClassFilter filter;
    private final Sites sites;
    private final WovenCalls wovenCalls;
    private final EarlySubclasses early;
    /** By the name of the class that has the bodies, the methods that are called by those. */
    private final Map<String, Set<Target>> found = new ConcurrentHashMap<>(0);

    private final Set<Target> inJdk = ConcurrentHashMap.newKeySet();

    ForeignBodies(
            Lineage lineage,
            PolicyMatcher matcher,
            ClassFilter filter,
            Sites sites,
            WovenCalls wovenCalls,
            EarlySubclasses early) {
        this.lineage = lineage;
        this.matcher = matcher;
        this.filter = filter;
        this.sites = sites;
        this.wovenCalls = wovenCalls;
        this.early = early;
    }

    /** Whether that class has such bodies. */
    boolean areIn(String className) {
        return found.containsKey(className);
    }

    /** The listed methods that are called by that method of a class. */
    Set<Target> in(String className) {
        return found.getOrDefault(className, Set.of());
    }

    /**
     * Finds those by which a class implements listed interfaces.
     *
     * @param listedAncestors what the class extends and implements that is listed
     */
    void findFor(ClassFacts type, List<String> listedAncestors, @Nullable ClassLoader loader) {
        for (int i = 0; !type.isInterface() && i < listedAncestors.size(); i++) {
            String listed = listedAncestors.get(i);
            ClassFacts facts = lineage.known(listed, loader);
            if (facts == null) {
                lookAbove(type, loader);
                continue;
            }
            if (!facts.isInterface()) {
                continue;
            }
            Set<String> methods = new HashSet<>();
            addMethods(facts, loader, methods);
            for (String method : methods) {
                int end = method.indexOf('(');
                Target target = new Target(listed, method.substring(0, end), method.substring(end));
                if (!type.declares(target.member(), target.descriptor()) && isListed(target)) {
                    findInSuperclass(type, target, loader);
                }
            }
        }
    }

    /** Where no class files can be read, what the superclasses have is known only if it is asked for before they load. */
    private void lookAbove(ClassFacts type, @Nullable ClassLoader loader) {
        String superName = type.superName();
        while (superName != null && !superName.startsWith("java/")) {
            ClassFacts above = lineage.above(superName.replace('/', '.'), loader);
            superName = above == null ? null : above.superName();
        }
    }

    private boolean isListed(Target target) {
        return !matcher.method(target.className(), target.member(), target.descriptor())
                .isEmpty();
    }

    private void addMethods(ClassFacts of, @Nullable ClassLoader loader, Set<String> methods) {
        for (String member : of.members()) {
            if (member.indexOf('(') > 0 && member.charAt(0) != '<') {
                methods.add(member);
            }
        }
        for (String parent : of.parents()) {
            ClassFacts above = parent.equals(OBJECT) ? null : lineage.above(parent, loader);
            if (above != null) {
                addMethods(above, loader, methods);
            }
        }
    }

    private void findInSuperclass(ClassFacts type, Target target, @Nullable ClassLoader loader) {
        ClassFacts above = type;
        while (true) {
            String superName = above.superName();
            if (superName == null) {
                return; // it has the interface's own body, or none
            }
            String name = superName.replace('/', '.');
            above = lineage.any(name, loader);
            if (above == null) {
                add(name, target, true); // nobody knows
                return;
            }
            if (above.declares(target.member(), target.descriptor())) {
                if (!above.isAbstract(target.member(), target.descriptor())
                        && !lineage.listedAncestors(above, loader).contains(target.className())) {
                    add(name, target, false);
                }
                return;
            }
        }
    }

    /** Finds those that a listed class inherits for a method that a class below overrides. */
    void findAbove(Target overridden, @Nullable ClassLoader loader) {
        ClassFacts listed = lineage.known(overridden.className(), loader);
        if (listed != null && !listed.declares(overridden.member(), overridden.descriptor())) {
            findAbove(listed, overridden, loader);
        }
    }

    private void findAbove(ClassFacts type, Target target, @Nullable ClassLoader loader) {
        for (String parent : type.parents()) {
            ClassFacts above = lineage.any(parent, loader);
            if (above == null) {
                add(parent, target, true);
            } else if (!above.declares(target.member(), target.descriptor())) {
                findAbove(above, target, loader);
            } else if (!above.isAbstract(target.member(), target.descriptor())) {
                add(parent, target, false);
            }
        }
    }

    private void add(String className, Target target, boolean unknown) {
        if (inJdk.contains(target) || in(className).contains(target)) {
            return; // as for most classes: the JDK's files need not be read again
        }
        if (unknown || JdkClassFiles.read(className.replace('.', '/')) != null) {
            if (inJdk.add(target)) {
                BitSet number = new BitSet();
                number.set(sites.number(target));
                wovenCalls.leaveNone(number);
            }
            return;
        }
        if (targetsOf(className).add(target)) {
            filter.add(className.replace('.', '/'));
            early.awaitNamed(className, target.className(), wovenCalls);
        }
    }

    /** Without a lambda: classes of the application load meanwhile. */
    private Set<Target> targetsOf(String className) {
        Set<Target> known = found.get(className);
        if (known == null) {
            Set<Target> none = ConcurrentHashMap.newKeySet();
            known = found.putIfAbsent(className, none);
            known = known == null ? none : known;
        }
        return known;
    }
}
