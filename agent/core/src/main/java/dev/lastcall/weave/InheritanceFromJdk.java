package dev.lastcall.weave;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.ShapeVisitor;
import dev.lastcall.members.InheritedMembers;
import dev.lastcall.members.InheritedMembers.Inherited;
import dev.lastcall.policy.PolicyMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listed members of the JDK that a class of the application names by another class's name. Class files are
 * read, of that class and of what it extends, only where the name and descriptor of a listed member come by; no class
 * is loaded. What was not at hand is remembered: should it load and inherit such a member after all, that is a blind
 * spot. Copies of one class in several loaders are taken for one. Thread-safe.
 */
final class InheritanceFromJdk {
    /** A policy that lists everything must not make this grow without bounds. */
    private static final int MOST_AWAITED = 10_000;

    private final Lineage lineage;
    private final PolicyMatcher matcher;
    private final ClassFilter filter;
    private final @Nullable JdkMembers members;
    private final Map<String, ClassShape> known = new ConcurrentHashMap<>();
    private final Set<String> ofJdk = ConcurrentHashMap.newKeySet();
    /** Classes that were not at hand, and the uses that depend on them. */
    private final Map<String, Set<Use>> awaited = new ConcurrentHashMap<>();

    /**
     * An instruction.
     *
     * @param caller binary name of the class that it stands in
     * @param owner binary name of the class that it names
     */
    record Use(String caller, String owner, String name, String descriptor, boolean dispatched) {}

    InheritanceFromJdk(Lineage lineage, PolicyMatcher matcher, ClassFilter filter) {
        this.lineage = lineage;
        this.matcher = matcher;
        this.filter = filter;
        this.members = filter.jdkMembers();
    }

    /**
     * What an instruction reaches in that way, as {@link InheritedMembers#of} says.
     *
     * @param caller the class that it stands in
     */
    List<Inherited> reachedBy(Use use, ClassReader caller, @Nullable ClassLoader loader) {
        if (members == null || !members.mayBeIn(use.owner.replace('.', '/'), use.name, use.descriptor)) {
            return List.of();
        }
        Look look = new Look(use.caller, caller, loader);
        List<Inherited> reached =
                InheritedMembers.of(use.owner, use.name, use.descriptor, use.dispatched, matcher, look);
        for (String missing : look.missing) {
            await(missing, use);
        }
        return reached;
    }

    private void await(String missing, Use use) {
        Set<Use> uses = awaited.get(missing);
        if (uses == null && awaited.size() < MOST_AWAITED) {
            Set<Use> none = ConcurrentHashMap.newKeySet();
            uses = awaited.putIfAbsent(missing, none);
            uses = uses == null ? none : uses;
            filter.add(missing.replace('.', '/'));
        }
        if (uses != null) {
            uses.add(use);
        }
    }

    /**
     * A class loads, which may have been awaited.
     *
     * @return a sentence for each use of a listed member that was not seen since that class was not at hand
     */
    List<String> missedBefore(String className, ClassReader reader, @Nullable ClassLoader loader) {
        Set<Use> uses = awaited.remove(className);
        List<String> missed = new ArrayList<>(0);
        if (uses == null) {
            return missed;
        }
        known.put(className, slim(shape(reader)));
        for (Use use : uses) {
            for (Inherited inherited : reachedBy(use, reader, loader)) {
                missed.add("its class file was not at hand when " + use.caller + " was woven, which uses "
                        + inherited.className() + '.' + use.name + " by the name of " + use.owner
                        + ": what that class does so is not seen");
            }
        }
        return missed;
    }

    private static ClassShape shape(ClassReader reader) {
        ShapeVisitor visitor = new ShapeVisitor();
        reader.accept(visitor, ClassReader.SKIP_CODE);
        return visitor.shape();
    }

    /** What is asked for is all that is kept of a class. */
    private ClassShape slim(ClassShape shape) {
        List<Member> asked = new ArrayList<>();
        for (Member member : shape.members()) {
            if (members != null && members.has(member.name(), member.descriptor())) {
                asked.add(member);
            }
        }
        return new ClassShape(
                shape.name(),
                shape.superName(),
                shape.interfaces(),
                shape.source(),
                shape.flags(),
                shape.deprecation(),
                asked,
                List.of(),
                false);
    }

    /** One question's look at the classes. */
    private final class Look implements InheritedMembers.Classes {
        private final String caller;
        private final ClassReader ofCaller;
        private final @Nullable ClassLoader loader;
        private final List<String> missing = new ArrayList<>(0);

        Look(String caller, ClassReader ofCaller, @Nullable ClassLoader loader) {
            this.caller = caller;
            this.ofCaller = ofCaller;
            this.loader = loader;
        }

        @Override
        public @Nullable ClassShape find(String className) {
            ClassShape shape = known.get(className);
            if (shape == null) {
                ClassReader reader = reader(className);
                if (reader == null) {
                    missing.add(className);
                    return null;
                }
                shape = slim(shape(reader));
                known.put(className, shape);
            }
            return shape;
        }

        private @Nullable ClassReader reader(String className) {
            if (className.equals(caller)) {
                return ofCaller;
            }
            String name = className.replace('.', '/');
            byte[] classFile = JdkClassFiles.read(name);
            if (classFile == null) {
                return Lineage.reader(className, loader);
            }
            ClassReader reader = new ClassReader(classFile);
            lineage.learnMarks(className, reader);
            ofJdk.add(className);
            return reader;
        }

        @Override
        public boolean isOfJdk(ClassShape shape) {
            return ofJdk.contains(shape.name());
        }
    }
}
