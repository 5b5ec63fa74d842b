package com.acme.app;

import com.acme.legacy.Factory;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.locks.LockSupport;

/** An application beside {@link DropAgent}. */
public final class GuardDropper {
    private static final long LONGEST_WAIT_NANOS = 240_000_000_000L;

    private GuardDropper() {}

    /** Calls by reflection until that is refused; with {@code always} just once. */
    public static void main(String[] arguments) throws Exception {
        Class.forName(Factory.class.getName());
        boolean once = DropAgent.drop(Factory.class);
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        boolean refused = false;
        for (int calls = 0; !refused && (once ? System.nanoTime() < end : calls == 0); calls++) {
            try {
                Factory.class.getMethod("create", String.class).invoke(null, "x");
                LockSupport.parkNanos(100_000);
            } catch (InvocationTargetException e) {
                refused = true;
            }
        }
        System.out.println("refused " + refused);
    }
}
