package dev.lastcall.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The members that {@code @Deprecated in GLOB} covers in the classes that were read so far. It outlives policies, so
 * that a new policy with the same signature knows them from the start. Thread-safe.
 */
public final class MarkedMembers {
    private final Map<Key, List<Signature>> plain = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();

    /** Notes the signatures of the class, or of its members, that the annotated signature covers in that class. */
    public void learn(Signature annotated, String className, List<Signature> meant) {
        List<Signature> copy = List.copyOf(meant);
        if (!copy.equals(plain.put(new Key(annotated.text(), className), copy))) {
            changes.incrementAndGet();
        }
    }

    /** How often something learned changed an answer. */
    public int changes() {
        return changes.get();
    }

    /** What the signature means in that class, as far as known. */
    List<Signature> meant(Signature annotated, String className) {
        return plain.getOrDefault(new Key(annotated.text(), className), List.of());
    }

    private record Key(String signature, String className) {}
}
