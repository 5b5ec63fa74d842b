package dev.lastcall.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A place in a loaded class that names a listed class or member without calling it, or that has loaded one by its name.
 * Immutable.
 *
 * @param className binary name of the class that refers
 * @param member its method, field or record component; empty for the class itself
 * @param descriptor that member's descriptor; empty if there is none, or it is not known
 * @param line 0 if not known
 * @param source the source file's name; empty if not known
 * @param codeSource where the class came from; empty if not known
 * @param target binary name of the class that is named
 * @param targetMember the member that is named of it; empty if the class alone is
 */
public record LoadedReference(
        ReferenceKind kind,
        String className,
        String member,
        String descriptor,
        int line,
        String source,
        String codeSource,
        String target,
        String targetMember) {

    /** For people: the place as a stack trace writes it. */
    public String place() {
        String where = source.isEmpty() ? "Unknown Source" : line > 0 ? source + ':' + line : source;
        return className + (member.isEmpty() ? "" : '.' + member) + '(' + where + ')';
    }

    /** For people: what is named there. */
    public String named() {
        return targetMember.isEmpty() ? target : target + '#' + targetMember;
    }

    // by hand: see Caller

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoadedReference that
                && kind == that.kind
                && line == that.line
                && className.equals(that.className)
                && member.equals(that.member)
                && descriptor.equals(that.descriptor)
                && source.equals(that.source)
                && codeSource.equals(that.codeSource)
                && target.equals(that.target)
                && targetMember.equals(that.targetMember);
    }

    @Override
    public int hashCode() {
        int place = (className.hashCode() * 31 + member.hashCode()) * 31 + line;
        return (place * 31 + target.hashCode()) * 31 + targetMember.hashCode();
    }
}
