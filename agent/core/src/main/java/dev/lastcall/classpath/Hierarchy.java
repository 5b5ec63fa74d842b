package dev.lastcall.classpath;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.members.InheritedMembers;
import dev.lastcall.members.ReachedMembers;
import dev.lastcall.reference.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who declares what, over scanned classes and a class path. Of copies of a class, the first counts. Not thread-safe.
 */
public final class Hierarchy implements InheritedMembers.Classes, ReachedMembers.Classes, StandIn.Classes, Shapes {
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

    @Override
    public @Nullable ClassShape named(String className) {
        return find(className);
    }

    @Override
    public @Nullable ClassShape above(String className) {
        return find(className);
    }

    /** What a scan does not list, nobody sees. */
    @Override
    public boolean believesUnknown() {
        return true;
    }

    @Override
    public boolean mayBeTarget(String className) {
        return true;
    }
}
