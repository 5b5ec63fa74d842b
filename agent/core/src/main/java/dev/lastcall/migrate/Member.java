package dev.lastcall.migrate;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.policy.Descriptors;
import java.util.List;

/** A member of a class of the library. Immutable. */
record Member(String owner, String name, String descriptor, boolean isStatic, boolean isFinal) {
    private static final int FINAL = 0x0010;

    static Member of(ClassShape shape, ClassShape.Member member) {
        return new Member(
                shape.name(), member.name(), member.descriptor(), member.isStatic(), (member.flags() & FINAL) != 0);
    }

    boolean isMethod() {
        return descriptor.startsWith("(");
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    List<String> parameters() {
        return isMethod() ? Descriptors.parameterTypes(descriptor) : List.of();
    }

    /** The type of what using it gives; for a constructor the class. */
    String result() {
        if (isConstructor()) {
            return owner;
        }
        return Descriptors.type(isMethod() ? descriptor.substring(descriptor.indexOf(')') + 1) : descriptor);
    }

    /** As a signature of the policy. */
    String asSignature() {
        return owner + '#' + name + (isMethod() ? '(' + String.join(",", parameters()) + ')' : "");
    }

    /** As OpenRewrite writes a method with that name and these parameters. */
    static String pattern(String owner, String name, List<String> parameters) {
        return owner
                + ' '
                + (name.equals("<init>") ? "<constructor>" : name)
                + '('
                + String.join(", ", parameters)
                + ')';
    }
}
