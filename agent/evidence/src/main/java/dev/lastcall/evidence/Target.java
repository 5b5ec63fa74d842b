package dev.lastcall.evidence;

import dev.lastcall.policy.Descriptors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listed member, as the caller or the declaring class names it.
 *
 * @param className binary name
 * @param member a field's or method's name, {@code <init>} for a constructor
 * @param descriptor field or method descriptor
 */
public record Target(String className, String member, String descriptor) {

    /**
     * The target for people: {@code a.b.C.create(UserContext)}, with the simple names of parameter types. A text that
     * begins like a descriptor, but is none, is shown unchanged.
     */
    public String asReference() {
        if (!descriptor.startsWith("(")) {
            return className + '.' + member;
        }
        StringBuilder text =
                new StringBuilder(className).append('.').append(member).append('(');
        if (!Descriptors.isOfMethod(descriptor)) {
            return text.substring(0, text.length() - 1) + descriptor;
        }
        List<String> types = Descriptors.parameterTypes(descriptor);
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            text.append(i == 0 ? "" : ", ").append(type.substring(type.lastIndexOf('.') + 1));
        }
        return text.append(')').toString();
    }

    // by hand: see Caller

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target that
                && className.equals(that.className)
                && member.equals(that.member)
                && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
        return (className.hashCode() * 31 + member.hashCode()) * 31 + descriptor.hashCode();
    }
}
