package dev.lastcall.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     */
    public record Announced(String method, String descriptor, int offset, int target) {}

    private final Map<ClassLoader, Map<String, List<Announced>>> byLoader = new WeakHashMap<>();
    private final Map<String, List<Announced>> ofBootLoader = new HashMap<>();

    /** Replaces what is known of a class. */
    public synchronized void put(@Nullable ClassLoader loader, String className, List<Announced> calls) {
        Map<String, List<Announced>> classes = ofBootLoader;
        if (loader != null) {
            classes = byLoader.get(loader);
            if (classes == null) {
                classes = new HashMap<>();
                byLoader.put(loader, classes);
            }
        }
        classes.put(className, new ArrayList<>(calls));
    }

    /** Whether that instruction announces a call of that target. */
    public synchronized boolean announces(
            @Nullable ClassLoader loader, String className, String method, String descriptor, int offset, int target) {
        Map<String, List<Announced>> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        List<Announced> calls = classes == null ? null : classes.get(className);
        if (calls == null) {
            return false;
        }
        for (Announced call : calls) {
            if (call.offset == offset
                    && call.target == target
                    && call.method.equals(method)
                    && call.descriptor.equals(descriptor)) {
                return true;
            }
        }
        return false;
    }
}
