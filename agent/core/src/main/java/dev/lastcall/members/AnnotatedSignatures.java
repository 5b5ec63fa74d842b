package dev.lastcall.members;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Deprecated in GLOB} means in one class. Pure functions, for class files that are read and for classes as
 * they load alike.
 */
public final class AnnotatedSignatures {
    private AnnotatedSignatures() {}

    /** Whether a rule has a signature of that form. */
    public static boolean areIn(Rule rule) {
        return anyIn(rule.deprecated()) || anyIn(rule.canonical());
    }

    private static boolean anyIn(List<Signature> signatures) {
        for (Signature signature : signatures) {
            if (signature.member() instanceof Signature.Member.Annotated) {
                return true;
            }
        }
        return false;
    }

    /**
     * The plain signatures that the signature stands for in that class: the class whole, if it is marked itself; else
     * its marked members. Empty for a signature of any other form. They keep the text and message of the given one.
     */
    public static List<Signature> of(Signature signature, ClassShape shape) {
        List<Signature> plain = new ArrayList<>();
        if (!(signature.member() instanceof Signature.Member.Annotated annotated)
                || !signature.owner().matches(shape.name())) {
            return plain;
        }
        if (shape.deprecation().isMeant(annotated.forRemoval())) {
            plain.add(plain(signature, shape, Signature.Member.ALL));
            return plain;
        }
        for (Member member : shape.members()) {
            if (!member.isSynthetic() && member.deprecation().isMeant(annotated.forRemoval())) {
                plain.add(plain(signature, shape, asWritten(member)));
            }
        }
        return plain;
    }

    private static Signature plain(Signature signature, ClassShape shape, Signature.Member member) {
        @Nullable String message = signature.message();
        return new Signature(signature.text(), new ClassPattern(shape.name()), member, message);
    }

    private static Signature.Member asWritten(Member member) {
        return member.isField()
                ? new Signature.Member.Field(member.name())
                : new Signature.Member.Method(member.name(), Descriptors.parameterTypes(member.descriptor()));
    }
}
