package com.acme.hot;

import com.acme.ws.Legacy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.util.concurrent.Callable;

/**
 * Calls {@link Legacy} by method handles from {@code exact…} and {@link #generic}, in many ways. Each way names how
 * often a listed body was called from there, and from {@link #elsewhere}.
 */
public final class Handling {
    private static final int TIMES = 40;

    private static final Legacy OLD = new Legacy("handled");
    private static final MethodHandle CREATE = found("create", MethodType.methodType(Legacy.class));
    private static final MethodHandle NAMED = found("named", MethodType.methodType(Legacy.class, String.class));
    private static final MethodHandle MIX = virtual(
            Legacy.class, "mix", MethodType.methodType(long.class, long.class, double.class, String.class, int.class));
    private static final MethodHandle TOUCH = virtual(Legacy.class, "touch", MethodType.methodType(Legacy.class));
    private static final MethodHandle CALL = virtual(Callable.class, "call", MethodType.methodType(Object.class));
    private static final MethodHandle OVERRIDDEN =
            virtual(Legacy.class, "overridden", MethodType.methodType(String.class));

    private Handling() {}

    private static MethodHandle found(String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(Legacy.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle virtual(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.lookup().findVirtual(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Legacy exactMade(MethodHandle handle) throws Throwable {
        return (Legacy) handle.invokeExact();
    }

    private static Legacy exactNamed(MethodHandle handle, String name) throws Throwable {
        return (Legacy) handle.invokeExact(name);
    }

    private static long exactMix(MethodHandle handle, Legacy on) throws Throwable {
        return (long) handle.invokeExact(on, 2L, 3.0, "four", 5);
    }

    private static String exactText(MethodHandle handle, Legacy on) throws Throwable {
        return (String) handle.invokeExact(on);
    }

    private static Object generic(MethodHandle handle, Object on) throws Throwable {
        return handle.invoke(on);
    }

    /** Found by a walk, since nothing says that it is hot. */
    private static Object elsewhere(Object on) throws Throwable {
        return CALL.invoke(on);
    }

    static int[] statics() throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            exactMade(CREATE);
            exactNamed(NAMED, "name");
        }
        return new int[] {2 * TIMES, 0};
    }

    static int[] constructors() throws Throwable {
        MethodHandle make =
                MethodHandles.lookup().findConstructor(Legacy.class, MethodType.methodType(void.class, String.class));
        for (int i = 0; i < TIMES; i++) {
            exactNamed(make, "made");
        }
        return new int[] {TIMES, 0};
    }

    static int[] instances() throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            if (exactMix(MIX, OLD) != 15) {
                throw new IllegalStateException();
            }
            generic(TOUCH, OLD);
        }
        return new int[] {2 * TIMES, 0};
    }

    /** Through an interface, on classes that inherit the body or have another, by turns. */
    static int[] dispatched() throws Throwable {
        Object child = new Silent();
        Callable<String> clean = new Answering();
        for (int i = 0; i < TIMES; i++) {
            generic(CALL, OLD);
            generic(CALL, child);
            generic(CALL, clean);
            elsewhere(OLD);
        }
        return new int[] {2 * TIMES, TIMES};
    }

    /** One that never gets to the body, and one that goes on to it by itself. */
    static int[] overridden() throws Throwable {
        Legacy silent = new Silent();
        Legacy loud = new Loud();
        for (int i = 0; i < TIMES; i++) {
            exactText(OVERRIDDEN, OLD);
            exactText(OVERRIDDEN, silent);
            elsewhere(OLD);
            exactText(OVERRIDDEN, loud);
        }
        return new int[] {TIMES, TIMES};
    }

    /** What the JDK refuses reaches no body, and leaves nothing. */
    static int[] refused() throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            exactText(OVERRIDDEN, OLD);
            try {
                exactText(MIX, OLD);
            } catch (WrongMethodTypeException expected) {
                elsewhere(OLD);
            }
            try {
                exactText(OVERRIDDEN, null);
            } catch (NullPointerException expected) {
                elsewhere(OLD);
            }
            try {
                generic(TOUCH, "of another class");
            } catch (ClassCastException expected) {
                elsewhere(OLD);
            }
        }
        return new int[] {TIMES, 3 * TIMES};
    }

    /** Handles that run something else first, or instead. */
    static int[] adapted() throws Throwable {
        MethodHandle filter = MethodHandles.lookup()
                .findStatic(Handling.class, "calling", MethodType.methodType(Legacy.class, Object.class));
        MethodHandle adapted = MethodHandles.filterArguments(TOUCH, 0, filter);
        MethodHandle bound = TOUCH.bindTo(OLD);
        for (int i = 0; i < TIMES; i++) {
            generic(adapted, OLD);
            exactMade(bound);
            exactMade(CREATE);
        }
        return new int[] {3 * TIMES, TIMES};
    }

    /** As {@link #elsewhere}, and gives it back. */
    static Legacy calling(Object on) throws Throwable {
        elsewhere(on);
        return (Legacy) on;
    }

    /** By a handle on {@code Method.invoke}: what is given to the instruction is not what ends in the body. */
    static int[] invoking() throws Throwable {
        MethodHandle invoke = MethodHandles.lookup()
                .findVirtual(
                        java.lang.reflect.Method.class,
                        "invoke",
                        MethodType.methodType(Object.class, Object.class, Object[].class))
                .asFixedArity();
        MethodHandle onOld = MethodHandles.insertArguments(invoke, 1, OLD, new Object[0]);
        java.lang.reflect.Method[] methods = {Legacy.class.getMethod("call"), Legacy.class.getMethod("overridden")};
        for (int i = 0; i < TIMES; i++) {
            generic(onOld, methods[i % 2]);
            elsewhere(OLD);
        }
        return new int[] {0, TIMES};
    }

    private static final class Silent extends Legacy {
        @Override
        public String overridden() {
            return "silent";
        }
    }

    private static final class Loud extends Legacy {
        @Override
        public String overridden() {
            return "loud";
        }
    }

    private static final class Answering implements Callable<String> {
        @Override
        public String call() {
            return "clean";
        }
    }
}
