package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A map from names to one or more values: a hash table with open addressing, by {@link String#hashCode}. It is not a
 * {@code HashMap}: thousands of insertions at the start make C2 compile {@code HashMap} for these, and again for those
 * of the application. This table fills itself in one loop, which ends before it would be compiled. Immutable.
 */
public final class ByName<V> {
    private static final int SCATTER = 0x9e3779b9;
    private static final int LEAST = 8;

    private final List<String> names;
    private final List<V> values;
    /** In each slot, 1 + the index of the first value of a name; 0: free. Their number is a power of two. */
    private final int[] slots;
    /** By the index of a value, 1 + the index of the next value of the same name; 0: there is none. */
    private final int[] next;
    /** By the index of a name's first value, 1 + the index of its last value; 0 for values that are not first. */
    private final int[] last;

    /** @param names the name of each value; the caller must not change the lists afterwards */
    public ByName(List<String> names, List<V> values) {
        this.names = names;
        this.values = values;
        int size = names.size();
        int mask = Integer.highestOneBit(Math.max(LEAST, size)) * 4 - 1;
        slots = new int[mask + 1];
        next = new int[size];
        last = new int[size];
        for (int i = 0; i < size; i++) {
            String name = names.get(i);
            int hash = name.hashCode() * SCATTER;
            int slot = (hash ^ hash >>> 15) & mask;
            while (slots[slot] != 0 && !names.get(slots[slot] - 1).equals(name)) {
                slot = slot + 1 & mask;
            }
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
                last[i] = i + 1;
            } else {
                int first = slots[slot] - 1;
                next[last[first] - 1] = i + 1;
                last[first] = i + 1;
            }
        }
    }

    public boolean has(String name) {
        return first(name) != 0;
    }

    /** All values of that name, in the order of the lists. */
    public List<V> get(String name) {
        int first = first(name);
        if (first == 0) {
            return List.of();
        }
        List<V> found = new ArrayList<>(1);
        for (int i = first; i != 0; i = next[i - 1]) {
            found.add(values.get(i - 1));
        }
        return found;
    }

    private int first(String name) {
        int mask = slots.length - 1;
        int hash = name.hashCode() * SCATTER;
        int slot = (hash ^ hash >>> 15) & mask;
        while (slots[slot] != 0 && !names.get(slots[slot] - 1).equals(name)) {
            slot = slot + 1 & mask;
        }
        return slots[slot];
    }

    /** The last value of each name, in the order in which the names first came. */
    public List<V> lastOfEach() {
        List<V> found = new ArrayList<>(values.size());
        for (int i = 0; i < last.length; i++) {
            if (last[i] != 0) {
                found.add(values.get(last[i] - 1));
            }
        }
        return found;
    }
}
