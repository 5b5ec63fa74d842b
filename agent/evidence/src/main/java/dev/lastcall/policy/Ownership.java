package dev.lastcall.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has to act: the owners that a policy names. They change neither what is counted nor what is refused. Immutable. A
 * process loads it with its policy but does not use it.
 *
 * @param ofRules owners of rules, by their ids
 * @param ofCallers owners of calling classes; of several that match the last one counts, as in CODEOWNERS
 */
public record Ownership(Map<String, String> ofRules, List<OfCallers> ofCallers) {
    /** No owners. */
    public static final Ownership NONE = new Ownership(Map.of(), List.of());

    public Ownership {
        ofRules = Map.copyOf(ofRules);
        ofCallers = List.copyOf(ofCallers);
    }

    /**
     * The owner of some classes.
     *
     * @param callers their names or a glob
     */
    public record OfCallers(ClassPattern callers, String owner) {}

    /** The rule's owner; empty if it has none. */
    public String ofRule(String id) {
        return ofRules.getOrDefault(id, "");
    }

    /** The owner of a calling class; null if none is named. */
    public @Nullable String ofCaller(String className) {
        for (int i = ofCallers.size() - 1; i >= 0; i--) {
            if (ofCallers.get(i).callers().matches(className)) {
                return ofCallers.get(i).owner();
            }
        }
        return null;
    }
}
