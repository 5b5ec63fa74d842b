package dev.lastcall.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a call path: a method of the application, or all frames between two such methods.
 *
 * @param className binary name; empty for frames of the JDK, of proxies and of language runtimes in a row, which are
 *     folded
 * @param method its name; empty if folded
 */
public record PathFrame(String className, String method) {
    /** Consecutive frames that are not the application's. */
    public static final PathFrame FOLDED = new PathFrame("", "");

    // by hand: those that the JDK makes for a record spin classes

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathFrame that && className.equals(that.className) && method.equals(that.method);
    }

    @Override
    public int hashCode() {
        return className.hashCode() * 31 + method.hashCode();
    }

    public boolean isFolded() {
        return className.isEmpty();
    }
}
