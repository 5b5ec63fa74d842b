package dev.lastcall.weave;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of classes by their names, as each class loader sees them: two of them may have classes of one name that
 * extend different ones. Keeps no loader alive. Thread-safe.
 */
final class ByLoader<T> {
    private final Map<String, List<Seen<T>>> seen = new ConcurrentHashMap<>();

    /** What was put for that loader; null: nothing was. */
    @Nullable
    Seen<T> get(String name, @Nullable ClassLoader loader) {
        List<Seen<T>> all = seen.get(name);
        for (int i = 0; all != null && i < all.size(); i++) {
            if (all.get(i).isOf(loader)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Whether something was put for any loader. */
    boolean hasAny(String name) {
        return seen.containsKey(name);
    }

    /** What was put for another loader, the latest first; null: nothing was. */
    @Nullable
    T any(String name) {
        List<Seen<T>> all = seen.getOrDefault(name, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            T value = all.get(i).value();
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /**
     * Returns what was there before for that loader.
     *
     * @param value null: there is nothing to be known of the class
     */
    synchronized @Nullable T put(String name, @Nullable ClassLoader loader, @Nullable T value) {
        List<Seen<T>> all = seen.get(name);
        List<Seen<T>> next = new ArrayList<>(1);
        T before = null;
        for (int i = 0; all != null && i < all.size(); i++) {
            Seen<T> one = all.get(i);
            if (one.isOf(loader)) {
                before = one.value();
            } else if (!one.isGone()) {
                next.add(one);
            }
        }
        next.add(new Seen<>(loader == null ? null : new WeakReference<>(loader), value));
        seen.put(name, next);
        return before;
    }

    /**
     * What is known as one loader sees it.
     *
     * @param loader null: the boot loader
     */
    record Seen<T>(
            @Nullable WeakReference<ClassLoader> loader,
            @Nullable T value) {
        boolean isOf(@Nullable ClassLoader other) {
            return loader == null ? other == null : other != null && loader.refersTo(other);
        }

        boolean isGone() {
            return loader != null && loader.refersTo(null);
        }
    }
}
