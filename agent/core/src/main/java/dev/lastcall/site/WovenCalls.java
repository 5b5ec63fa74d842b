package dev.lastcall.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in woven classes a call is announced before it is made. When the guard finds no ticket, it asks here whether its
 * direct caller has announced the call all the same: code that ran in between (a static initializer, a class loader) may
 * have used up the ticket. Keeps no class loader alive. Thread-safe.
 */
public final class WovenCalls {
    /**
     * One announced call.
     *
     * @param method the calling method's name in the class file, and its descriptor
     * @param offset of the call instruction in the woven method's code, in bytes
     * @param target number of the announced target
     * @param sites numbers of the sites that are counted there; empty if the call is exempt
     */
    public record Announced(String method, String descriptor, int offset, int target, List<Integer> sites) {}

    /** Whether a class got other code after it was loaded. */
    public static final class Exchange {
        private volatile boolean happened;

        /** From then on the offsets in its methods may mean something else from one call to the next. */
        public boolean happened() {
            return happened;
        }
    }

    private final ClassValue<Exchange> exchanges = new ClassValue<>() {
        @Override
        protected Exchange computeValue(Class<?> type) {
            return new Exchange();
        }
    };

    private final Map<ClassLoader, Map<String, Woven>> byLoader = new WeakHashMap<>();
    private final Map<String, Woven> ofBootLoader = new HashMap<>();
    private final Map<ClassLoader, Map<String, Surroundings>> surroundings = new WeakHashMap<>();
    private final Map<String, Surroundings> surroundingsInBootLoader = new HashMap<>();

    /**
     * Replaces what is known of a class.
     *
     * @param bridges methods, as name and descriptor, that a compiler made to pass a call on: never its caller
     */
    public synchronized void put(
            @Nullable ClassLoader loader, String className, List<Announced> calls, Set<String> bridges) {
        of(loader, byLoader, ofBootLoader).put(className, new Woven(List.copyOf(calls), Set.copyOf(bridges)));
    }

    private static <T> Map<String, T> of(
            @Nullable ClassLoader loader, Map<ClassLoader, Map<String, T>> byLoader, Map<String, T> ofBootLoader) {
        if (loader == null) {
            return ofBootLoader;
        }
        Map<String, T> classes = byLoader.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            byLoader.put(loader, classes);
        }
        return classes;
    }

    /** Takes note of where a class stands among others. */
    public synchronized void surroundings(@Nullable ClassLoader loader, String className, Surroundings of) {
        if (!of.equals(Surroundings.NONE)) {
            of(loader, surroundings, surroundingsInBootLoader).put(className, of);
        }
    }

    /** Where a class stands among others, if that was noted; else {@link Surroundings#NONE}. */
    public synchronized Surroundings surroundingsOf(@Nullable ClassLoader loader, String className) {
        Map<String, Surroundings> classes = loader == null ? surroundingsInBootLoader : surroundings.get(loader);
        Surroundings known = classes == null ? null : classes.get(className);
        return known == null ? Surroundings.NONE : known;
    }

    /** That class is about to get other code. */
    public void exchange(Class<?> type) {
        exchanges.get(type).happened = true;
    }

    /** Tells whether that class gets other code; holds for as long as the class. */
    public Exchange exchangeOf(Class<?> type) {
        return exchanges.get(type);
    }

    /** Whether that class was woven. */
    public synchronized boolean knows(@Nullable ClassLoader loader, String className) {
        return woven(loader, className) != null;
    }

    /** Whether a compiler made that method to pass a call on. */
    public synchronized boolean isBridge(
            @Nullable ClassLoader loader, String className, String method, String descriptor) {
        Woven woven = woven(loader, className);
        return woven != null && !woven.bridges.isEmpty() && woven.bridges.contains(method + descriptor);
    }

    private @Nullable Woven woven(@Nullable ClassLoader loader, String className) {
        Map<String, Woven> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        return classes == null ? null : classes.get(className);
    }

    /** What that instruction announces; null if nothing. */
    public synchronized @Nullable Announced at(
            @Nullable ClassLoader loader, String className, String method, String descriptor, int offset) {
        Woven woven = woven(loader, className);
        List<Announced> calls = woven == null ? List.of() : woven.calls;
        for (int i = 0; i < calls.size(); i++) {
            Announced call = calls.get(i);
            if (call.offset == offset && call.method.equals(method) && call.descriptor.equals(descriptor)) {
                return call;
            }
        }
        return null;
    }

    private record Woven(List<Announced> calls, Set<String> bridges) {}
}
