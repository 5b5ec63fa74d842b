package dev.lastcall.weave;

import dev.lastcall.site.WovenCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that were looked at before it was known that calls of a listed class end in their methods: mostly since they
 * extend it by way of a class that was not loaded yet. They are woven again when they are defined. Until then their
 * methods let a ticket lie that was left for the listed one, so no tickets are left for the listed class's methods.
 * Also awaited are those that were being defined when another policy came into force. Thread-safe.
 *
 * <p>A definition may fail, and nobody says so. So tickets are withheld for some time only.
 */
final class EarlySubclasses {
    /** In ticks of the agent's clock, four of which are a second: longer than a definition takes. */
    private static final int LONGEST_WITHHELD = 120;

    /** Where it is not known that there is one: after so many classes most have been found already. */
    private static final int LONGEST_WITHHELD_OF_ANY = 4;

    private static final int LONGEST_AWAITED = 2_400;

    private final LatelyOffered lately;
    /** By the number of the class. */
    private final Map<Long, Awaited> awaited = new HashMap<>(0);
    /** By its name. */
    private final Map<String, Awaited> named = new HashMap<>(0);
    /** Of those of which some may be forgotten, by the name of what they extend. */
    private final Map<String, Awaited> extending = new HashMap<>(0);

    private Set<Long> before = Set.of();
    private volatile boolean any;
    private volatile boolean news;

    EarlySubclasses(LatelyOffered lately) {
        this.lately = lately;
    }

    /**
     * A class turns out to extend listed ones, or to be one of which nothing was known.
     *
     * @param name internal
     * @param listed binary names of those, and its own if it is one
     */
    void found(String name, Collection<String> listed, WovenCalls wovenCalls) {
        Set<Long> numbers = lately.thatExtend(name);
        if (numbers.isEmpty() && !lately.hasForgotten()) {
            return;
        }
        wovenCalls.withhold(new HashSet<>(listed)); // first: who is no longer awaited has them granted again
        synchronized (this) {
            for (long number : numbers) {
                add(number, awaited, listed);
            }
            if (lately.hasForgotten()) {
                add(name.replace('/', '.'), extending, listed);
            }
        }
    }

    /**
     * Of a class that may be loaded already, some methods end tickets for those of a listed class from now on.
     *
     * @param className binary name
     * @param listed that of the listed class
     */
    void awaitNamed(String className, String listed, WovenCalls wovenCalls) {
        wovenCalls.withhold(Set.of(listed));
        synchronized (this) {
            add(className, named, Set.of(listed));
        }
    }

    private <K> void add(K key, Map<K, Awaited> to, Collection<String> listed) {
        Awaited known = to.get(key);
        if (known == null) {
            known = new Awaited();
            to.put(key, known);
        }
        known.listed.addAll(listed);
        any = true;
        news = true;
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
        for (long number : others) {
            add(number, awaited, Set.of());
        }
    }

    /** Whether there are such classes. */
    boolean any() {
        return any;
    }

    /** Whether there are more of them than when this was asked last. */
    boolean takeNews() {
        boolean taken = news;
        news = false;
        return taken;
    }

    /** Those of these classes, which are loaded, that were looked at too early. */
    synchronized List<Class<?>> among(Class<?>[] loaded, WovenCalls wovenCalls) {
        List<Class<?>> early = new ArrayList<>(awaited.size());
        for (Class<?> type : loaded) {
            if (awaited.containsKey(Offered.number(type))
                    || named.containsKey(type.getName())
                    || (!extending.isEmpty()
                            && extendsAny(type)
                            && !wovenCalls.knows(type.getClassLoader(), type.getName()))) {
                early.add(type);
            }
        }
        return early;
    }

    private boolean extendsAny(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        boolean does = superclass != null && extending.containsKey(superclass.getName());
        for (Class<?> implemented : type.getInterfaces()) {
            does |= extending.containsKey(implemented.getName());
        }
        return does;
    }

    /**
     * Those classes were woven again, as far as they can be.
     *
     * @param tick the time on the agent's clock
     */
    void woven(List<Class<?>> types, int tick, WovenCalls wovenCalls) {
        wovenCalls.grant(remove(types, tick));
    }

    /** Returns the listed classes for which no ticket need be withheld any longer. */
    private synchronized Set<String> remove(List<Class<?>> types, int tick) {
        Set<String> listed = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            addListed(awaited.remove(Offered.number(types.get(i))), listed);
            addListed(named.remove(types.get(i).getName()), listed);
        }
        age(awaited, tick, LONGEST_WITHHELD, listed);
        age(named, tick, LONGEST_WITHHELD, listed);
        age(extending, tick, LONGEST_WITHHELD_OF_ANY, listed);
        removeWithheld(awaited, listed);
        removeWithheld(named, listed);
        removeWithheld(extending, listed);
        any = !(awaited.isEmpty() && named.isEmpty() && extending.isEmpty());
        return listed;
    }

    private static void addListed(@Nullable Awaited removed, Set<String> listed) {
        if (removed != null) {
            listed.addAll(removed.listed);
        }
    }

    private static void removeWithheld(Map<?, Awaited> by, Set<String> listed) {
        for (Awaited still : by.values()) {
            listed.removeAll(still.listed);
        }
    }

    private static void age(Map<?, Awaited> all, int tick, int longest, Set<String> listed) {
        for (Iterator<Awaited> each = all.values().iterator(); each.hasNext(); ) {
            Awaited one = each.next();
            one.since = one.since < 0 ? tick : one.since;
            if (tick - one.since > longest) {
                listed.addAll(one.listed);
                one.listed.clear();
            }
            if (tick - one.since > LONGEST_AWAITED) {
                each.remove();
            }
        }
    }

    /** A class that is awaited, or several that extend one. */
    private static final class Awaited {
        /** The listed classes for whose methods no ticket may be left meanwhile. */
        final Set<String> listed = new HashSet<>(2);
        /** When somebody looked for it first; negative: nobody has. */
        int since = -1;
    }
}
