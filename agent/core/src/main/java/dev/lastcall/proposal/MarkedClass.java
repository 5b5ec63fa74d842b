package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.Deprecation;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signature;
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
        if (shape.isSynthetic() || shape.isModule()) {
            return null;
        }
        if (shape.deprecation() != Deprecation.NONE) {
            boolean isListed = shape.isForOthers() && hasMember(shape) && isNamed(shape, null);
            return isListed ? new MarkedClass(shape, List.of(), List.of()) : null;
        }
        List<Member> members = new ArrayList<>();
        List<Member> constants = new ArrayList<>();
        for (Member member : marked(shape)) {
            if (isNamed(shape, member)) {
                (member.constant() ? constants : members).add(member);
            }
        }
        return members.isEmpty() ? null : new MarkedClass(shape, members, constants);
    }

    /** What is marked in the class and not proposed, each with the reason; without constants that stand in its rule. */
    static List<LeftOut> leftOut(ClassShape shape) {
        List<LeftOut> all = new ArrayList<>();
        if (shape.isSynthetic() || shape.isModule()) {
            return all;
        }
        if (shape.deprecation() != Deprecation.NONE) {
            if (shape.isForOthers() && !hasMember(shape)) {
                all.add(new LeftOut(shape.name(), LeftOut.Reason.NO_MEMBER));
            } else if (shape.isForOthers() && !isNamed(shape, null)) {
                all.add(new LeftOut(shape.name(), LeftOut.Reason.NAME));
            }
            return all;
        }
        boolean hasRule = of(shape) != null;
        for (Member member : marked(shape)) {
            if (!isNamed(shape, member)) {
                all.add(new LeftOut(Replacements.text(shape, member), LeftOut.Reason.NAME));
            } else if (member.constant() && !hasRule) {
                all.add(new LeftOut(Replacements.text(shape, member), LeftOut.Reason.CONSTANT));
            }
        }
        return all;
    }

    private static List<Member> marked(ClassShape shape) {
        List<Member> marked = new ArrayList<>();
        for (Member member : shape.members()) {
            if (member.deprecation() != Deprecation.NONE && member.isForOthers() && !member.isSynthetic()) {
                marked.add(member);
            }
        }
        return marked;
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

    /** Names that only other languages can write may have no signature, or one that means something else. */
    private static boolean isNamed(ClassShape shape, @Nullable Member member) {
        try {
            Signature signature = Signatures.parse(member == null ? shape.name() : Replacements.text(shape, member));
            return signature.owner().isExact()
                    && signature.owner().text().equals(shape.name())
                    && (member == null ? signature.namesWholeClass() : isNamed(signature.member(), member));
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    private static boolean isNamed(Signature.Member named, Member member) {
        return named instanceof Signature.Member.Method method
                ? method.name().equals(member.name())
                        && Descriptors.parameterTypes(member.descriptor()).equals(method.parameters())
                : named instanceof Signature.Member.Field field && field.name().equals(member.name());
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
