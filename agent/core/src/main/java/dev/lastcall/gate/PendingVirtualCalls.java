package dev.lastcall.gate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What virtual threads have pending, in a table of fixed size: of threads that share a place, the one that came last is
 * remembered. Of the others the gate learns from the caller's instruction whether a call was announced. A thread local
 * would take memory of each of what may be millions. Thread-safe.
 */
final class PendingVirtualCalls {
    private static final int PLACES = 1024;

    private final AtomicReferenceArray<@Nullable Owned> places = new AtomicReferenceArray<>(PLACES);

    /** That of the current thread, which is made if need be. */
    PendingAnnouncements of(Thread current) {
        PendingAnnouncements known = known(current);
        if (known != null) {
            return known;
        }
        Owned made = new Owned(current.getId(), new PendingAnnouncements());
        places.set(place(current), made);
        return made.pending;
    }

    /** That of the current thread; null if nothing is remembered. */
    @Nullable
    PendingAnnouncements known(Thread current) {
        Owned there = places.get(place(current));
        return there != null && there.thread == current.getId() ? there.pending : null;
    }

    private static int place(Thread thread) {
        return (int) thread.getId() & (PLACES - 1);
    }

    private record Owned(long thread, PendingAnnouncements pending) {}
}
