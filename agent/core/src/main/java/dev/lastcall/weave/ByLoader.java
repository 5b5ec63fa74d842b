package dev.lastcall.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of classes by their names, as each class loader sees them: two of them may have classes of one name that
 * extend different ones. Keeps no loader alive. Thread-safe.
 */
final class ByLoader<T> {
    private final Map<ClassLoader, Map<String, Seen<T>>> byLoader = new WeakHashMap<>();
    private final Map<String, Seen<T>> ofBootLoader = new HashMap<>();
    /** By name, what was put last, if there was anything to be known; for whatever loader. */
    private final Map<String, Seen<T>> latest = new ConcurrentHashMap<>();

    /** What was put for that loader; null: nothing was. */
    @Nullable
    synchronized Seen<T> get(String name, @Nullable ClassLoader loader) {
        Map<String, Seen<T>> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        return classes == null ? null : classes.get(name);
    }

    /** Whether something was put for any loader. */
    boolean hasAny(String name) {
        return latest.containsKey(name);
    }

    /** What was put last, for whatever loader; null: nothing was. */
    @Nullable
    T any(String name) {
        Seen<T> seen = latest.get(name);
        return seen == null ? null : seen.value();
    }

    /**
     * Returns what was there before for that loader.
     *
     * @param value null: there is nothing to be known of the class
     */
    synchronized @Nullable T put(String name, @Nullable ClassLoader loader, @Nullable T value) {
        Map<String, Seen<T>> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            byLoader.put(loader, classes);
        }
        Seen<T> now = new Seen<>(value);
        if (value != null || !latest.containsKey(name)) {
            latest.put(name, now);
        }
        Seen<T> before = classes.put(name, now);
        return before == null ? null : before.value();
    }

    /** What is known, which may be nothing. */
    record Seen<T>(@Nullable T value) {}
}
