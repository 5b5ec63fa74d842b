package dev.lastcall.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Something that could not be watched, completely or in part, and why.
 *
 * @param className a class, or one of its members as in {@code com.acme.Old#LIMIT}
 */
public record BlindSpot(String className, String reason) {
    // in sets, also in a process that ends

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlindSpot that && className.equals(that.className) && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return className.hashCode() * 31 + reason.hashCode();
    }

    /** A field whose value compilers copy to where it is read; the same for process and scan. */
    public static BlindSpot ofConstant(String className, String field) {
        return new BlindSpot(
                className + '#' + field,
                "the field " + field
                        + " is a compile-time constant: its value is copied to where it is read, and no read is seen");
    }
}
