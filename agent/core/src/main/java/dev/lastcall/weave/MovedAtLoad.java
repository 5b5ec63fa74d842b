package dev.lastcall.weave;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which method references of which classes were moved when the class was loaded; outlives policies. Keeps no class
 * loader alive. Thread-safe.
 */
final class MovedAtLoad {
    private final Map<@Nullable ClassLoader, Map<String, BitSet>> byLoader = new WeakHashMap<>();

    synchronized BitSet of(@Nullable ClassLoader loader, String name) {
        Map<String, BitSet> ofLoader = byLoader.get(loader);
        BitSet moved = ofLoader == null ? null : ofLoader.get(name);
        return moved == null ? new BitSet() : moved;
    }

    synchronized void remember(@Nullable ClassLoader loader, String name, BitSet moved) {
        if (moved.isEmpty()) {
            return;
        }
        Map<String, BitSet> ofLoader = byLoader.get(loader);
        if (ofLoader == null) {
            ofLoader = new HashMap<>();
            byLoader.put(loader, ofLoader);
        }
        ofLoader.put(name, moved);
    }
}
