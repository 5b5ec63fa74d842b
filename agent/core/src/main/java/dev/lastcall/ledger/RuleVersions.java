package dev.lastcall.ledger;

import dev.lastcall.evidence.RuleInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The versions of rules that a ledger has, whatever mode they act in. Used under the writer's lock only. */
final class RuleVersions {
    private final List<RuleInfo> all = new ArrayList<>();
    private final Map<RuleInfo, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private int indexed;

    /** The number of that version; 0 if it has none. */
    int number(RuleInfo rule) {
        while (indexed < all.size()) { // not before it is asked for: the hash code of a record spins classes
            numbers.put(all.get(indexed).inMode(""), ++indexed);
        }
        return numbers.getOrDefault(rule.inMode(""), 0);
    }

    /** Gives it the next number. */
    int add(RuleInfo rule) {
        all.add(rule);
        return all.size();
    }

    /** Whether it stands in the ledger as the last of its id, as readers of the first versions want it. */
    boolean isLatest(String id, int number) {
        return latest.getOrDefault(id, 0) == number;
    }

    void written(String id, int number) {
        latest.put(id, number);
    }

    RuleInfo version(int number) {
        return all.get(number - 1);
    }

    int count() {
        return all.size();
    }
}
