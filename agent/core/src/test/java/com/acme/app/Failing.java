package com.acme.app;

import com.acme.ws.Legacy;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/** Announced calls that never reach a body: the native code is missing. After each comes one that nobody announces. */
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

    static void inConstructor() throws ReflectiveOperationException {
        followedByReflection(After::new);
    }

    static void inConstructorCaughtInPlace() throws ReflectiveOperationException {
        followedByReflection(AfterAndCatch::new);
    }

    static void inArgumentsOfSuper() throws ReflectiveOperationException {
        followedByReflection(Before::new);
    }

    static void inArgumentsOfThis() throws ReflectiveOperationException {
        followedByReflection(BeforeThis::new);
    }

    static void inBranchesOfArguments() throws ReflectiveOperationException {
        followedByReflection(BeforeWithBranches::new);
    }

    private static class Base {
        Base(Object given) {
            if (given == null) {
                throw new IllegalArgumentException("none");
            }
        }
    }

    private static final class After extends Base {
        After(Legacy legacy) {
            super(legacy);
            legacy.touch();
        }
    }

    private static final class AfterAndCatch extends Base {
        AfterAndCatch(Legacy legacy) {
            super(new Base(legacy)); // so that two instances of one class are being made
            for (int i = 0; i < 1; i++) {
                try {
                    legacy.touch();
                } catch (Error expected) {
                    // as in an application that goes on
                }
            }
        }
    }

    private static final class Before extends Base {
        Before(Legacy legacy) {
            super(legacy.touch());
        }
    }

    private static final class BeforeThis extends Base {
        private BeforeThis(long wide, Object given) {
            super(given == null ? wide : given);
        }

        BeforeThis(Legacy legacy) {
            this(1, legacy.touch());
        }
    }

    private static final class BeforeWithBranches extends Base {
        BeforeWithBranches(Legacy legacy) {
            super(legacy == null ? "none" : legacy.touch());
        }
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
