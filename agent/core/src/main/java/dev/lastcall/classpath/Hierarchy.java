package dev.lastcall.classpath;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.members.InheritedMembers;
import dev.lastcall.reference.Shapes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who declares what, over scanned classes and a class path. Of copies of a class, the first counts. Not thread-safe. */
public final class Hierarchy implements InheritedMembers.Classes, StandIn.Classes, Shapes {
    private final Map<String, ClassShape> scanned;
    private final ClassPath classPath;
    private final Map<String, Optional<ClassShape>> lookedUp = new HashMap<>();

    public Hierarchy(Map<String, ClassShape> scanned, ClassPath classPath) {
        this.scanned = scanned;
        this.classPath = classPath;
    }

    /** Null if it is neither among the scanned classes nor on the class path. */
    @Override
    public @Nullable ClassShape find(String className) {
        ClassShape shape = scanned.get(className);
        return shape != null
                ? shape
                : lookedUp.computeIfAbsent(className, it -> Optional.ofNullable(classPath.find(it)))
                        .orElse(null);
    }

    @Override
    public @Nullable ClassShape declarations(String internalName) {
        return find(internalName.replace('/', '.'));
    }

    /** Null if it is not among the scanned classes. */
    @Override
    public @Nullable ClassShape scanned(String className) {
        return scanned.get(className);
    }

    @Override
    public boolean isOfJdk(ClassShape shape) {
        return !scanned.containsKey(shape.name()) && classPath.isOfJdk(shape.name());
    }

    /**
     * The binary name of the class that declares the member which the owner has by declaration or inheritance. If no
     * known class does, the first unknown ancestor that may.
     *
     * @param mayDeclare whether a class that can't be read is believed to declare the member
     */
    @Nullable
    public String declarer(String owner, String name, String descriptor, Predicate<String> mayDeclare) {
        Search search = new Search(name, descriptor, mayDeclare);
        String found = search.from(owner);
        return found != null ? found : search.suspect;
    }

    private final class Search {
        private final String name;
        private final String descriptor;
        private final Predicate<String> mayDeclare;
        private final Set<String> seen = new HashSet<>();
        private @Nullable String suspect;

        Search(String name, String descriptor, Predicate<String> mayDeclare) {
            this.name = name;
            this.descriptor = descriptor;
            this.mayDeclare = mayDeclare;
        }

        /** Superclasses before interfaces, as the JVM resolves methods (JVMS §5.4.3.3). */
        @Nullable
        String from(String className) {
            if (!seen.add(className)) {
                return null;
            }
            ClassShape shape = find(className);
            if (shape == null) {
                suspect = suspect == null && mayDeclare.test(className) ? className : suspect;
                return null;
            }
            if (shape.member(name, descriptor) != null) {
                return className;
            }
            for (String parent : shape.parents()) {
                String found = from(parent);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }
}
