package com.acme.app;

import com.acme.ws.Legacy;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/** Announced calls that never reach a body: the native code is missing. Each is followed by one that nobody announces. */
public final class Failing {
    private static final int TIMES = 10;

    private Failing() {}

    static final class Missing extends Legacy {
        @Override
        public native Legacy touch();
    }

    static void passedOn() throws ReflectiveOperationException {
        followedByReflection(Failing::touch);
    }

    static void caughtInPlace() throws ReflectiveOperationException {
        followedByReflection(Failing::touchAndCatch);
    }

    static void cleanedUpInPlace() throws ReflectiveOperationException {
        followedByReflection(Failing::touchAndCleanUp);
    }

    static void byReference() throws ReflectiveOperationException {
        followedByReflection(Legacy::touch);
    }

    private static void followedByReflection(Consumer<Legacy> touch) throws ReflectiveOperationException {
        Method reflected = Legacy.class.getMethod("touch");
        Legacy plain = new Legacy();
        Legacy missing = new Missing();
        for (int i = 0; i < TIMES; i++) {
            touch.accept(plain);
        }
        for (int i = 0; i < TIMES; i++) {
            try {
                touch.accept(missing);
            } catch (UnsatisfiedLinkError expected) {
                // as in an application that goes on
            }
            reflected.invoke(plain);
        }
    }

    private static Legacy touch(Legacy legacy) {
        return legacy.touch();
    }

    private static Legacy touchAndCatch(Legacy legacy) {
        try {
            return legacy.touch();
        } catch (Throwable expected) {
            return legacy;
        }
    }

    private static Legacy touchAndCleanUp(Legacy legacy) {
        synchronized (Failing.class) {
            return legacy.touch();
        }
    }
}
