package dev.lastcall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a class stands among others, by what class files say.
 *
 * @param nestedIn the classes that it is nested in, innermost first; binary names
 * @param host the class beside which generated code made it; empty: no generated code did
 * @param partOf under what name it calls: that of the class in whose code the compiler found a reason to make it, as
 *     javac makes {@code App$1} for a switch in {@code App}, or its own without a counter; empty: its own
 */
public record Surroundings(List<String> nestedIn, String host, String partOf) {
    /** Those of a class that is nested in no other, as most are. */
    public static final Surroundings NONE = new Surroundings(List.of(), "", "");

    public Surroundings {
        nestedIn = List.copyOf(nestedIn);
    }

    // by hand: see Caller

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Surroundings that
                && nestedIn.equals(that.nestedIn)
                && host.equals(that.host)
                && partOf.equals(that.partOf);
    }

    @Override
    public int hashCode() {
        return (nestedIn.hashCode() * 31 + host.hashCode()) * 31 + partOf.hashCode();
    }

    /** Whether generated code made the class, so that it only passes calls on. */
    public boolean isGenerated() {
        return !host.isEmpty();
    }
}
