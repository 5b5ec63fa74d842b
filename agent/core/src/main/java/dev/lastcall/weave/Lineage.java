package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.OddAttributes;
import dev.lastcall.classfile.ShapeVisitor;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the listed classes and of those that extend them. A class is offered to the transformer before its
 * supertypes are, so the class file of a listed ancestor is read as a resource if need be; no class is loaded for it.
 * Binary names; copies of one class in several loaders are taken for one. Thread-safe.
 */
final class Lineage implements MemberReferences.Enums {
    private final PolicyMatcher matcher;
    private final ClassFilter filter;
    private final Map<String, ClassFacts> known = new ConcurrentHashMap<>();
    /** Classes that are not listed, and that listed ones extend. */
    private final Map<String, ClassFacts> unlisted = new ConcurrentHashMap<>();

    private final Map<String, Boolean> notFound = new ConcurrentHashMap<>();

    Lineage(PolicyMatcher matcher, ClassFilter filter) {
        this.matcher = matcher;
        this.filter = filter;
    }

    /**
     * Takes note of a class that is listed or has a listed ancestor.
     *
     * @return whether nothing was known of it, though it may have been asked for
     */
    boolean learn(ClassFacts facts, ClassReader reader, @Nullable ClassLoader loader) {
        if (matcher.lists(facts.className())) {
            learnMarks(facts.className(), reader);
            return known.put(facts.className(), facts) == null && notFound.containsKey(facts.className());
        } else if (extendsKnown(facts, loader)) {
            boolean news = known.put(facts.className(), facts) == null;
            filter.add(facts.name());
            return news;
        }
        return false;
    }

    private boolean extendsKnown(ClassFacts facts, @Nullable ClassLoader loader) {
        boolean any = false;
        for (String parent : facts.parents()) {
            any |= facts(parent, loader) != null || matcher.lists(parent);
        }
        return any;
    }

    /** A class that is listed or known to extend one; null if it is neither, or can't be read. */
    private @Nullable ClassFacts facts(String name, @Nullable ClassLoader loader) {
        ClassFacts facts = known.get(name);
        if (facts == null && matcher.lists(name) && !notFound.containsKey(name)) {
            facts = read(name, loader);
            if (facts == null) {
                notFound.put(name, true);
            } else {
                known.put(name, facts);
            }
        }
        return facts;
    }

    /** Finds out what {@code @Deprecated in GLOB} means in that class. */
    void learnMarks(String className, ClassReader reader) {
        List<Signature> annotated = matcher.annotated(className);
        if (annotated.isEmpty()) {
            return;
        }
        ShapeVisitor shape = new ShapeVisitor();
        reader.accept(shape, ClassReader.SKIP_CODE);
        for (Signature signature : annotated) {
            matcher.marked().learn(signature, className, AnnotatedSignatures.of(signature, shape.shape()));
        }
    }

    /** What is known of a listed class, or of one that extends one; null if it is neither, or can't be read. */
    @Nullable
    ClassFacts known(String name, @Nullable ClassLoader loader) {
        return facts(name, loader);
    }

    /** Whether that class, which is listed or extends one that is, is an enum as far as is known. */
    @Override
    public boolean mayBeEnum(String name, @Nullable ClassLoader loader) {
        ClassFacts facts = facts(name, loader);
        return facts == null || facts.isEnum();
    }

    private @Nullable ClassFacts read(String name, @Nullable ClassLoader loader) {
        byte[] classFile = classFile(name, loader);
        if (classFile == null) {
            return null;
        }
        try {
            return read(name, classFile);
        } catch (RuntimeException unreadable) {
            return readOdd(name, classFile);
        }
    }

    private @Nullable ClassFacts readOdd(String name, byte[] classFile) {
        try {
            List<OddAttributes> ways = OddAttributes.in(classFile);
            return ways.isEmpty() ? null : read(name, ways.get(0).hidden());
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    private ClassFacts read(String name, byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        learnMarks(name, reader);
        return ClassFacts.of(reader);
    }

    /** The class file as a resource of that loader; null if it has none. */
    static @Nullable ClassReader reader(String name, @Nullable ClassLoader loader) {
        try {
            byte[] classFile = classFile(name, loader);
            return classFile == null ? null : new ClassReader(classFile);
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    private static byte @Nullable [] classFile(String name, @Nullable ClassLoader loader) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError applicationCodeFailed) {
            return null;
        }
    }

    /**
     * What is known of a class that one extends which is listed; its class file is read if need be, but for those of
     * the JDK that are not listed.
     */
    @Nullable
    ClassFacts above(String name, @Nullable ClassLoader loader) {
        ClassFacts facts = facts(name, loader);
        if (facts != null || matcher.lists(name) || name.startsWith("java.") || notFound.containsKey(name)) {
            return facts;
        }
        facts = unlisted.get(name);
        if (facts == null) {
            facts = read(name, loader);
            if (facts == null) {
                notFound.put(name, true);
            } else {
                unlisted.put(name, facts);
            }
        }
        return facts;
    }

    /**
     * All listed ancestors of a class that are known, nearest first, without the class itself. Those of a listed one
     * are looked for, since its calls would be counted twice.
     */
    List<String> listedAncestors(ClassFacts facts, @Nullable ClassLoader loader) {
        List<String> ancestors = new ArrayList<>();
        collectAncestors(facts, loader, matcher.lists(facts.className()), ancestors);
        return ancestors;
    }

    /** As {@link #listedAncestors}, with the class itself if it is listed. */
    List<String> listedWith(ClassFacts facts, @Nullable ClassLoader loader) {
        List<String> listed = listedAncestors(facts, loader);
        if (matcher.lists(facts.className())) {
            listed.add(facts.className());
        }
        return listed;
    }

    private void collectAncestors(
            ClassFacts facts, @Nullable ClassLoader loader, boolean ofListed, List<String> ancestors) {
        for (String parent : facts.parents()) {
            if (matcher.lists(parent) && !ancestors.contains(parent)) {
                ancestors.add(parent);
            }
            ClassFacts above = ofListed ? above(parent, loader) : facts(parent, loader);
            if (above != null) {
                collectAncestors(above, loader, ofListed, ancestors);
            }
        }
    }
}
