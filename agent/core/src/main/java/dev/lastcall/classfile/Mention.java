package dev.lastcall.classfile;

import dev.lastcall.evidence.ReferenceKind;

/**
 * One place in a class file that names a class, without an instruction that uses a member of it.
 *
 * @param member the method or field that it is in, or the record component; empty for the class itself. What is in a
 *     lambda's body is in the method around it
 * @param memberDescriptor that member's descriptor; empty if there is none, or it is not known
 * @param line 0 if it is outside of code, or the class file has no lines
 * @param className binary name of what is named; of a package if a module exports or opens it
 * @param target the member that is named of that class: the element of an annotation, or the constant of an enum; else
 *     empty
 * @param through binary name of the class by which this one comes into the class file: whose member is used, if that
 *     member's type names this class; or that is nested in this one. Else empty
 * @param onlyIfAlone whether it says nothing new beside another mention of the class in the same class file
 */
public record Mention(
        String member,
        String memberDescriptor,
        int line,
        ReferenceKind kind,
        String className,
        String target,
        String through,
        boolean onlyIfAlone) {}
