package dev.lastcall.classfile;

import dev.lastcall.evidence.Kind;
import dev.lastcall.site.Enclosing;

/**
 * One instruction, or one method handle among an instruction's constants, that reaches a member.
 *
 * @param method the named method in which the code was written: a lambda's body belongs to the method around it
 * @param methodDescriptor that method's descriptor; empty if not known
 * @param line 0 if the class file has no lines
 * @param owner binary name of the class through which the member is reached: that, or an ancestor, declares it
 * @param name the member's name, {@code <init>} for a constructor
 * @param descriptor starts with {@code (} unless the member is a field
 * @param dispatched whether the receiver's class chooses the body
 */
public record Access(
        String method,
        String methodDescriptor,
        int line,
        Kind kind,
        String owner,
        String name,
        String descriptor,
        boolean dispatched) {
    public boolean isField() {
        return descriptor.charAt(0) != '(';
    }

    /** Whether it calls what seems to be a method by which a compiler lets classes reach what they could not. */
    public boolean isOnAccessor() {
        return !isField() && Enclosing.isAccessor(name);
    }
}
