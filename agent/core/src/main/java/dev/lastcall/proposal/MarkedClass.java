package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.Deprecation;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signatures;
import dev.lastcall.proposal.JavaSource.Hint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class has that is deprecated.
 *
 * @param members empty: the whole class
 * @param constants deprecated as well, but nobody can see who reads them
 */
record MarkedClass(ClassShape shape, List<Member> members, List<Member> constants) {

    /** A deprecated class, or a class with deprecated members. */
    static @Nullable MarkedClass of(ClassShape shape) {
        if (shape.isSynthetic() || shape.isModule() || !isValid(shape.name())) {
            return null;
        }
        if (shape.deprecation() != Deprecation.NONE) {
            return shape.isForOthers() && hasMember(shape) ? new MarkedClass(shape, List.of(), List.of()) : null;
        }
        List<Member> members = new ArrayList<>();
        List<Member> constants = new ArrayList<>();
        for (Member member : shape.members()) {
            if (member.deprecation() != Deprecation.NONE
                    && member.isForOthers()
                    && !member.isSynthetic()
                    && isValid(Replacements.text(shape, member))) {
                (member.constant() ? constants : members).add(member);
            }
        }
        return members.isEmpty() ? null : new MarkedClass(shape, members, constants);
    }

    /** A marker interface has nothing that could be called, and who implements it can't be seen. */
    private static boolean hasMember(ClassShape shape) {
        for (Member member : shape.members()) {
            if (!member.isSynthetic() && !member.name().equals("<clinit>")) {
                return true;
            }
        }
        return false;
    }

    /** Names that only other languages can write may have no signature. */
    private static boolean isValid(String signature) {
        try {
            Signatures.parse(signature);
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    /** What the sources say of the class, or of a member. */
    @Nullable
    Hint hint(JavaSource source, @Nullable Member member) {
        String name = shape.name();
        String type = source.packageName().isEmpty()
                ? name
                : name.substring(Math.min(name.length(), source.packageName().length() + 1));
        Hint near = null;
        for (Hint hint : source.hints()) {
            if (!hint.type().equals(type)) {
                continue;
            }
            if (member == null || hint.member() == null) {
                if (member == null && hint.member() == null) {
                    return hint;
                }
            } else if (hint.member().equals(member.name())) {
                if (isExactly(hint, member)) {
                    return hint;
                }
                near = mayBe(hint, member) ? hint : near;
            }
        }
        return near;
    }

    /** The comment stands before just this member. */
    private static boolean isExactly(Hint hint, Member member) {
        List<String> written = hint.parameters();
        if (written == null || member.isField()) {
            return written == null && member.isField();
        }
        return written.equals(Replacements.simple(Descriptors.parameterTypes(member.descriptor())));
    }

    /** Type variables are written otherwise than descriptors have them, but there are as many. */
    private static boolean mayBe(Hint hint, Member member) {
        List<String> written = hint.parameters();
        return written != null
                && !member.isField()
                && written.size()
                        == Descriptors.parameterTypes(member.descriptor()).size();
    }
}
