package dev.lastcall.bisect;

import java.util.List;
import java.util.Set;

/**
 * What a search has found. Immutable.
 *
 * @param breaking sets that make the command fail, each the smallest of its kind: without any one of them it passes
 * @param safe what may be refused all at once, and was: the command passed
 * @param open what is not known of yet; empty if the search came to its end
 */
public record Answer(List<Set<Integer>> breaking, Set<Integer> safe, Set<Integer> open) {
    public Answer {
        breaking = breaking.stream().map(Set::copyOf).toList();
        safe = Set.copyOf(safe);
        open = Set.copyOf(open);
    }
}
