package dev.lastcall.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What {@code @Deprecated in GLOB} has turned out to mean in the classes that were read so far. Outlives policies, so that
 * a new one that has the same signature knows it from the start. Thread-safe.
 */
public final class MarkedMembers {
    private final Map<Key, List<Signature>> plain = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();

    /** In that class, the signature means those, which name the class or members of it. */
    public void learn(Signature annotated, String className, List<Signature> meant) {
        List<Signature> copy = List.copyOf(meant);
        if (!copy.equals(plain.put(new Key(annotated.text(), className), copy))) {
            changes.incrementAndGet();
        }
    }

    /** How often what was learned changed an answer. */
    public int changes() {
        return changes.get();
    }

    /** What the signature means in that class, as far as known. */
    List<Signature> meant(Signature annotated, String className) {
        return plain.getOrDefault(new Key(annotated.text(), className), List.of());
    }

    private record Key(String signature, String className) {}
}
