package dev.lastcall.gate;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gate does under a security manager: with what the agent may do, whatever the application's classes on the stack
 * may. A call by a class that may do nothing is counted and refused like any other.
 *
 * @param site as the gate is asked
 * @param number the target, or the place where something is used by reflection
 * @param what is used by reflection; null: the gate is asked about a site
 */
@SuppressWarnings("removal") // where there is no security manager any more, none is asked
record Privileged(Gate gate, int site, int number, @Nullable Object what) implements PrivilegedAction<Integer> {

    static boolean isNeeded() {
        return System.getSecurityManager() != null;
    }

    /** Whether it is that of the JDK which stands between the gate and what it does here. */
    static boolean isFrame(Class<?> type) {
        return type == AccessController.class;
    }

    static int apply(Gate gate, int site, int target) {
        return AccessController.doPrivileged(new Privileged(gate, site, target, null));
    }

    static void accept(Gate gate, Object what, int place) {
        AccessController.doPrivileged(new Privileged(gate, 0, place, what));
    }

    /** What is used by reflection. */
    Object used() {
        return Objects.requireNonNull(what);
    }

    @Override
    public Integer run() {
        if (what == null) {
            return gate.applyAsInt(site, ~number);
        }
        gate.accept(this, number);
        return 0;
    }
}
