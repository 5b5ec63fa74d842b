package dev.lastcall.weave;

import dev.lastcall.site.WovenCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that were looked at before it was known that they extend a listed class, since a class between was not loaded
 * yet: they are woven again when they are defined. Until then their methods may override a listed one, and let a ticket
 * lie that was left for it; so no tickets are left for the listed class's methods. Also awaited are those that were
 * being defined when another policy came into force. Thread-safe.
 */
final class EarlySubclasses {
    private final LatelyOffered lately;
    /** By the number of the class, the listed classes that it extends. */
    private final Map<Long, Set<String>> awaited = new HashMap<>(0);

    private Set<Long> before = Set.of();
    private volatile boolean any;

    EarlySubclasses(LatelyOffered lately) {
        this.lately = lately;
    }

    /**
     * A class turns out to extend listed ones, or to be one of which nothing was known.
     *
     * @param name internal
     * @param listed binary names of those, and its own if it is one
     */
    void found(String name, List<String> listed, WovenCalls wovenCalls) {
        Set<Long> numbers = lately.thatExtend(name);
        if (numbers.isEmpty()) {
            return;
        }
        wovenCalls.withhold(new HashSet<>(listed)); // first: who is no longer awaited has them granted again
        await(numbers, listed);
    }

    private synchronized void await(Set<Long> numbers, Collection<String> listed) {
        for (long number : numbers) {
            Set<String> known = awaited.get(number);
            if (known == null) {
                known = new HashSet<>(2);
                awaited.put(number, known);
            }
            known.addAll(listed);
        }
        any = !awaited.isEmpty();
    }

    /** Another policy is in force, for which those classes were not looked at, by their numbers. */
    synchronized void lookedAtBefore(Set<Long> numbers) {
        before = numbers;
    }

    /** All classes that are loaded are looked at for it: of those before, the others are awaited. */
    synchronized void goneThrough(Class<?>[] loaded) {
        Set<Long> others = before;
        before = Set.of();
        for (int i = 0; i < loaded.length && !others.isEmpty(); i++) {
            others.remove(Offered.number(loaded[i]));
        }
        await(others, Set.of());
    }

    /** Whether there are such classes. */
    boolean any() {
        return any;
    }

    /** Those of these classes, which are loaded, that were looked at too early. */
    synchronized List<Class<?>> among(Class<?>[] loaded) {
        List<Class<?>> early = new ArrayList<>(awaited.size());
        for (Class<?> type : loaded) {
            if (awaited.containsKey(Offered.number(type))) {
                early.add(type);
            }
        }
        return early;
    }

    /** Those classes were woven again, as far as they can be; null: no other one will be. */
    void woven(@Nullable List<Class<?>> types, WovenCalls wovenCalls) {
        wovenCalls.grant(remove(types));
    }

    /** Returns the listed classes that none extends any more which is awaited. */
    private synchronized Set<String> remove(@Nullable List<Class<?>> types) {
        Set<String> listed = new HashSet<>();
        if (types == null) {
            for (Set<String> all : awaited.values()) {
                listed.addAll(all);
            }
            awaited.clear();
        } else {
            for (int i = 0; i < types.size(); i++) {
                Set<String> removed = awaited.remove(Offered.number(types.get(i)));
                if (removed != null) {
                    listed.addAll(removed);
                }
            }
        }
        for (Set<String> still : awaited.values()) {
            listed.removeAll(still);
        }
        any = !awaited.isEmpty();
        return listed;
    }
}
