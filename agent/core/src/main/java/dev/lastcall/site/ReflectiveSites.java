package dev.lastcall.site;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places in callers from which something is reached that is known at run time only, by number: what is reached makes a
 * {@link Site} of it. Numbers start at 1. Thread-safe; looking up by number takes no lock.
 */
public final class ReflectiveSites {
    /** No place's number: the caller must be found on the stack. */
    public static final int UNKNOWN = 0;
    /** No place's number: a hidden class is about to be defined. */
    public static final int HIDDEN_CLASS = -1;
    /** No place's number: another agent has changed a class. */
    public static final int CHANGED_CLASS = -2;

    /** A place in a caller, and how it reaches things. */
    public record ReflectiveSite(Caller caller, Kind kind) {
        // by hand: see Caller

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ReflectiveSite that && kind == that.kind && caller.equals(that.caller);
        }

        @Override
        public int hashCode() {
            return caller.hashCode() * 31 + kind.label().hashCode();
        }
    }

    private final Map<ReflectiveSite, Integer> numbers = new HashMap<>();
    private final Set<Integer> ofAgents = new HashSet<>();
    private volatile @Nullable ReflectiveSite[] reflectiveSites = new ReflectiveSite[64];

    /** The number of that place, a new one if it was not seen before. */
    public synchronized int number(ReflectiveSite place) {
        Integer known = numbers.get(place);
        if (known != null) {
            return known;
        }
        int number = numbers.size() + 1;
        @Nullable
        ReflectiveSite[] grown = number < reflectiveSites.length
                ? reflectiveSites
                : Arrays.copyOf(reflectiveSites, reflectiveSites.length * 2);
        grown[number] = place;
        reflectiveSites = grown;
        numbers.put(place, number);
        return number;
    }

    /** As {@link #number}, of a place in a class of another agent that is counted apart. */
    public synchronized int numberOfAgents(ReflectiveSite place) {
        int number = number(place);
        ofAgents.add(number);
        return number;
    }

    /** Whether the place is in a class of another agent that is counted apart. */
    public synchronized boolean isOfAgent(int place) {
        return ofAgents.contains(place);
    }

    /**
     * The place of that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ReflectiveSite place(int number) {
        @Nullable ReflectiveSite[] all = reflectiveSites;
        ReflectiveSite place = number > 0 && number < all.length ? all[number] : null;
        if (place == null) {
            throw new IllegalArgumentException("no place " + number);
        }
        return place;
    }
}
