package dev.lastcall.classfile;

import dev.lastcall.site.Enclosing;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of its class without its code. Immutable.
 *
 * @param name binary name
 * @param superName binary name; null for {@code java.lang.Object}
 * @param interfaces binary names
 * @param source the source file's name; empty if the class file has none
 * @param flags access flags (JVMS §4.1)
 * @param members methods, constructors, static initializers and fields, in the file's order
 * @param nestedIn the classes that it says it is nested in, innermost first; binary names
 * @param isObject whether it is a Kotlin {@code object}
 */
public record ClassShape(
        String name,
        @Nullable String superName,
        List<String> interfaces,
        String source,
        int flags,
        Deprecation deprecation,
        List<Member> members,
        List<String> nestedIn,
        boolean isObject)
        implements Declarations {
    private static final int SYNTHETIC = 0x1000;
    private static final int BRIDGE = 0x0040;
    private static final int MODULE = 0x8000;

    public ClassShape {
        interfaces = List.copyOf(interfaces);
        members = List.copyOf(members);
        nestedIn = List.copyOf(nestedIn);
    }

    /**
     * A method, constructor, static initializer or field.
     *
     * @param name {@code <init>} for a constructor
     * @param descriptor starts with {@code (} unless this is a field
     * @param flags access flags (JVMS §4.5, §4.6)
     * @param constant a field whose value the compiler copies to where it is read
     */
    public record Member(String name, String descriptor, int flags, Deprecation deprecation, boolean constant) {
        public boolean isField() {
            return descriptor.charAt(0) != '(';
        }

        /** Made by the compiler and nobody's to call: no signature covers it. Bridge methods are calls like others. */
        public boolean isSynthetic() {
            return (flags & SYNTHETIC) != 0 && (isField() || (flags & BRIDGE) == 0);
        }

        /**
         * Made by a compiler for other classes to reach what they could not, by calling it.
         *
         * @param source the name of its class's source file
         */
        public boolean isAccessor(String source) {
            return !isField() && Enclosing.isAccessor(name, isSynthetic(), source);
        }

        public boolean isNative() {
            return !isField() && Modifier.isNative(flags);
        }

        /** Made by a compiler to pass a call on to another method of the same name. */
        public boolean isBridge() {
            return !isField() && (flags & BRIDGE) != 0;
        }

        public boolean isStatic() {
            return Modifier.isStatic(flags);
        }

        /** Public or protected. */
        public boolean isForOthers() {
            return isVisible(flags);
        }
    }

    /** A {@code module-info}. */
    public boolean isModule() {
        return (flags & MODULE) != 0;
    }

    public boolean isSynthetic() {
        return (flags & SYNTHETIC) != 0;
    }

    @Override
    public boolean isInterface() {
        return Modifier.isInterface(flags);
    }

    @Override
    public boolean declares(String memberName, String descriptor) {
        return member(memberName, descriptor) != null;
    }

    @Override
    public boolean isAbstract(String method, String descriptor) {
        Member member = member(method, descriptor);
        return member != null && Modifier.isAbstract(member.flags);
    }

    @Override
    public boolean isHidden(String memberName, String descriptor) {
        Member member = member(memberName, descriptor);
        return member != null && member.isSynthetic();
    }

    @Override
    public boolean holdsObject(String memberName, String descriptor) {
        return isObject && KotlinObject.isInstance(memberName, descriptor);
    }

    /** Public or protected. */
    public boolean isForOthers() {
        return isVisible(flags);
    }

    /** The member that this class itself declares so; null if there is none. */
    public @Nullable Member member(String memberName, String descriptor) {
        for (Member member : members) {
            if (member.name.equals(memberName) && member.descriptor.equals(descriptor)) {
                return member;
            }
        }
        return null;
    }

    @Override
    public List<String> parents() {
        if (superName == null) {
            return interfaces;
        }
        List<String> parents = new ArrayList<>(interfaces.size() + 1);
        parents.add(superName);
        parents.addAll(interfaces);
        return parents;
    }

    private static boolean isVisible(int flags) {
        return Modifier.isPublic(flags) || Modifier.isProtected(flags);
    }
}
