package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What replaces one deprecated member, for tools that rewrite source code. Immutable.
 *
 * @param deprecated an exact class, method, constructor or field
 * @param with what replaces it; null: nothing does, what it gave is needed no more
 * @param arguments which arguments of the old call the new one gets, from 1, in their new order; empty: found by their
 *     types
 */
public record Replacement(Signature deprecated, @Nullable Signature with, List<Integer> arguments) {
    public Replacement {
        arguments = List.copyOf(arguments);
    }
}
