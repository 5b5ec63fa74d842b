package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.OddAttributes;
import dev.lastcall.classfile.ShapeVisitor;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Signature;
import dev.lastcall.weave.ByLoader.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the listed classes and of those that extend them. A class is offered to the transformer before its
 * supertypes are, so the class file of a listed ancestor is read as a resource if need be; no class is loaded for it.
 * Binary names. Thread-safe.
 */
final class Lineage implements MemberReferences.Enums {
    /** Goes on under the next policy. */
    private static final AtomicInteger LEARNED = new AtomicInteger();

    private final PolicyMatcher matcher;
    private final ClassFilter filter;
    /** By the name of a class that is not listed and extends one that is, when that was learned last. */
    private final Map<String, Integer> learnedAt = new ConcurrentHashMap<>(0);
    /** Null stands for a class that is neither listed nor extends one that is, where another of its name does. */
    private final ByLoader<ClassFacts> known = new ByLoader<>();
    /** Classes that are not listed, and that listed ones extend; null: no class file was found, nor has one loaded. */
    private final ByLoader<ClassFacts> unlisted = new ByLoader<>();

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
        String name = facts.className();
        if (matcher.lists(name)) {
            learnMarks(name, reader);
            boolean askedFor = known.get(name, loader) != null;
            return isNews(known.put(name, loader, facts), facts) && askedFor;
        }
        if (extendsKnown(facts, loader)) {
            filter.add(facts.name());
            boolean news = isNews(known.put(name, loader, facts), facts);
            if (news) {
                learnedAt.put(name, LEARNED.incrementAndGet());
            }
            return news;
        }
        if (known.hasAny(name)) {
            known.put(name, loader, null);
        }
        return unlisted.hasAny(name) && learnUnlisted(facts, loader);
    }

    /** A number that grows with what is known of classes that extend listed ones. */
    int learned() {
        return LEARNED.get();
    }

    /** What {@link #learned} was when it was learned last that a class of that name extends a listed one, or more. */
    int learnedAt(String className) {
        Integer known = learnedAt.get(className);
        return known == null ? Integer.MAX_VALUE : known;
    }

    /** Returns whether that is a class whose file was looked for in vain. */
    private boolean learnUnlisted(ClassFacts facts, @Nullable ClassLoader loader) {
        Seen<ClassFacts> seen = unlisted.get(facts.className(), loader);
        if (seen != null && seen.value() != null) {
            return false;
        }
        unlisted.put(facts.className(), loader, facts);
        return seen != null;
    }

    /** @param before what was taken for it; null: nothing */
    private static boolean isNews(@Nullable ClassFacts before, ClassFacts facts) {
        return before == null || !before.parents().equals(facts.parents());
    }

    private boolean extendsKnown(ClassFacts facts, @Nullable ClassLoader loader) {
        boolean any = false;
        for (String parent : facts.parents()) {
            any |= facts(parent, loader) != null || matcher.lists(parent);
        }
        return any;
    }

    /**
     * A class that is listed or known to extend one, as that loader sees it; null if it is neither, or can't be read. If
     * another loader has one of its name, its class file tells; if there is none, one that is listed is taken for that
     * one: another may extend something else.
     */
    private @Nullable ClassFacts facts(String name, @Nullable ClassLoader loader) {
        Seen<ClassFacts> seen = known.get(name, loader);
        if (seen != null) {
            return seen.value();
        }
        boolean listed = matcher.lists(name);
        if (!listed && !known.hasAny(name)) {
            return null;
        }
        ClassFacts facts = read(name, loader);
        if (facts == null) {
            facts = listed ? known.any(name) : null;
        } else if (!listed && !extendsKnown(facts, loader)) {
            facts = null;
        }
        known.put(name, loader, facts);
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
        if (facts != null || matcher.lists(name) || name.startsWith("java.")) {
            return facts;
        }
        Seen<ClassFacts> seen = unlisted.get(name, loader);
        if (seen != null) {
            return seen.value();
        }
        facts = read(name, loader);
        unlisted.put(name, loader, facts);
        if (facts == null) {
            filter.add(name.replace('.', '/')); // it may load
        }
        return facts;
    }

    /** As {@link #above}, of any class; null if it can't be read. */
    @Nullable
    ClassFacts any(String name, @Nullable ClassLoader loader) {
        if (!name.startsWith("java.")) {
            return above(name, loader);
        }
        Seen<ClassFacts> seen = unlisted.get(name, null);
        if (seen != null) {
            return seen.value();
        }
        byte[] classFile = JdkClassFiles.read(name.replace('.', '/'));
        ClassFacts facts = classFile == null ? null : ClassFacts.of(new ClassReader(classFile));
        unlisted.put(name, null, facts);
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
