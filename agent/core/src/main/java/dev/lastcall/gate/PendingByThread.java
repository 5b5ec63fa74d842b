package dev.lastcall.gate;

import org.jspecify.annotations.Nullable;

/** What each thread has announced and not been seen to reach. Thread-safe. */
final class PendingByThread {
    @SuppressWarnings("ThreadLocalUsage") // there is one gate in a process, and a new one for each test
    private final ThreadLocal<PendingAnnouncements> pending = new ThreadLocal<>();

    private final PendingVirtualCalls pendingOfVirtual = new PendingVirtualCalls();

    /** That of the current thread, which is made if need be. */
    PendingAnnouncements ofThread() {
        Thread thread = Thread.currentThread();
        if (Cells.isVirtual(thread)) {
            return pendingOfVirtual.of(thread);
        }
        PendingAnnouncements known = pending.get();
        if (known == null) {
            known = new PendingAnnouncements();
            pending.set(known);
        }
        return known;
    }

    /** That of the current thread; null if nothing is remembered. */
    @Nullable
    PendingAnnouncements known() {
        Thread thread = Thread.currentThread();
        return Cells.isVirtual(thread) ? pendingOfVirtual.known(thread) : pending.get();
    }

    /** What was announced there, and after it, is no longer under way. Returns whether it was. */
    boolean forget(int site) {
        PendingAnnouncements announced = known();
        if (announced == null) {
            return false;
        }
        for (int i = announced.size() - 1; i >= 0; i--) {
            if (announced.site(i) == site) {
                announced.cut(i);
                return true;
            }
        }
        return false;
    }
}
