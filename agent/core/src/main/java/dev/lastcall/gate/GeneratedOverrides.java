package dev.lastcall.gate;

import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCode.Announced;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Overrides of targets that generated code made, which may pass on a call that was announced. Thread-safe. */
final class GeneratedOverrides {
    private final Sites sites;
    private final CallerFinder callers;
    private final PendingByThread pending;
    private final Hints hints;
    /** By target: whether such an override of it has begun. Replaced as a whole. */
    private volatile boolean[] intercepted = new boolean[0];

    GeneratedOverrides(Sites sites, CallerFinder callers, PendingByThread pending, Hints hints) {
        this.sites = sites;
        this.callers = callers;
        this.pending = pending;
        this.hints = hints;
    }

    /** An override of that target begins that generated code made. */
    void begins(int target) {
        if (!isIntercepted(target)) {
            setIntercepted(target);
        }
        pending.ofThread().pushOverride(target);
    }

    /** Whether such an override of that target has ever begun. */
    boolean isIntercepted(int target) {
        boolean[] known = intercepted;
        return target < known.length && known[target];
    }

    private synchronized void setIntercepted(int target) {
        hints.neverAnnounce(target); // before anyone goes on who has seen that it is set
        boolean[] known = intercepted;
        boolean[] all = Arrays.copyOf(known, Math.max(known.length, target + 1));
        all[target] = true;
        intercepted = all;
    }

    /**
     * Whether the call of a target was announced where it was made, came to such an override, and is passed on by it
     * now: to the overridden body, or to the instance behind a proxy, perhaps through more such overrides. The first
     * such call that they make is that one; others are calls of their own.
     */
    boolean isPassedOn(int target) {
        if (!isIntercepted(target)) {
            return false;
        }
        PendingAnnouncements begun = pending.known();
        int at = begun == null ? -1 : begun.override(target);
        if (at < 0
                && !Cells.isVirtual(
                        Thread.currentThread())) { // of those one that shares its place may have replaced it
            return false;
        }
        @Nullable Announced[] announced = {null};
        int overrides = callers.overridesUpToAnnounced(sites.target(target), announced);
        Announced by = announced[0];
        boolean same = by != null && sites.mayEnter(by.target(), target);
        for (int i = same ? overrides : 1; begun != null && i > 0 && at >= 0; i--) {
            begun.remove(at);
            at = begun.override(target);
        }
        if (by == null || !same) {
            return false;
        }
        if (!by.sites().isEmpty()) {
            pending.forget(by.sites().get(0));
        }
        return true;
    }
}
