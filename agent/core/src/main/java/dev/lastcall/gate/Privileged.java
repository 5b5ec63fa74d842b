package dev.lastcall.gate;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.IntBinaryOperator;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the gate does under a security manager: with what the agent may do, whatever the application's classes on the
 * stack may. A call by a class that may do nothing is counted and refused like any other.
 */
@SuppressWarnings("removal") // where there is no security manager any more, none is asked
final class Privileged {
    private Privileged() {}

    static boolean isNeeded() {
        return System.getSecurityManager() != null;
    }

    /** Whether it is that of the JDK which stands between the gate and what it does here. */
    static boolean isFrame(Class<?> type) {
        return type == AccessController.class;
    }

    /** Asks the gate what it was asked, the target's complement in place of the target. */
    static int apply(IntBinaryOperator gate, int site, int target) {
        return AccessController.doPrivileged(new Announced(gate, site, target));
    }

    /** Asks the gate about a guard, the target's complement in place of the target. */
    static void entered(ObjIntConsumer<@Nullable Object> gate, @Nullable Object receiver, int target) {
        AccessController.doPrivileged(new Entered(gate, receiver, target));
    }

    /** Hands what is used by reflection on, as {@link Used}. */
    static void accept(ObjIntConsumer<Object> uses, Object what, int place) {
        AccessController.doPrivileged(new Used(uses, what, place));
    }

    private record Announced(IntBinaryOperator gate, int site, int target) implements PrivilegedAction<Integer> {
        @Override
        public Integer run() {
            return gate.applyAsInt(site, ~target);
        }
    }

    private record Entered(
            ObjIntConsumer<@Nullable Object> gate, @Nullable Object receiver, int target)
            implements PrivilegedAction<Integer> {
        @Override
        public Integer run() {
            gate.accept(receiver, ~target);
            return 0;
        }
    }

    /** What is used by reflection, with what the agent may do. */
    record Used(ObjIntConsumer<Object> uses, Object what, int place) implements PrivilegedAction<Integer> {
        @Override
        public Integer run() {
            uses.accept(this, place);
            return 0;
        }
    }
}
