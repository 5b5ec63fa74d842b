package com.acme.app;

import com.acme.ws.Late;
import com.acme.ws.Legacy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Calls whose tickets have something in their way. */
public final class Tickets {
    private Tickets() {}

    static String direct() {
        return String.valueOf(Legacy.create());
    }

    static int busyInside() {
        return Legacy.busy();
    }

    static String constructed() {
        return String.valueOf(new Legacy("made"));
    }

    static long read() {
        return Legacy.wide;
    }

    static void written() {
        Legacy.wide = 3;
    }

    static String nested() {
        return Legacy.named(String.valueOf(Legacy.create())).toString();
    }

    /** The initializer of the target's class runs after the announcement, and calls another target on its way. */
    static long initializerBetween() {
        return Late.start();
    }

    static String receiverIsNull() {
        return called(null);
    }

    private static String called(Legacy none) {
        try {
            return none.call();
        } catch (NullPointerException expected) {
            return "";
        }
    }

    static long thrownFromArguments() {
        try {
            Legacy.sum(Integer.parseInt("x"), 0, 0, 0, null);
        } catch (NumberFormatException expected) {
            // the call was not reached
        }
        return Legacy.create().hashCode();
    }

    static Object recursion() {
        return Late.down(5);
    }

    static Object reflective() throws Exception {
        Method create = Legacy.class.getMethod("create");
        create.invoke(null);
        return create.invoke(null);
    }

    static Object throughAnUnlistedType() throws Exception {
        List<Callable<String>> all = List.of(Legacy.Nested.callable(), Legacy.Nested.callable());
        String text = Legacy.Nested.callable().call();
        for (Callable<String> one : all) {
            text += one.call();
        }
        return text;
    }

    static Object handle() throws Throwable {
        MethodHandle create =
                MethodHandles.lookup().findStatic(Legacy.class, "create", MethodType.methodType(Legacy.class));
        Object first = create.invoke();
        return first == null ? null : (Legacy) create.invokeExact();
    }

    static Object bottomOfTheStack() throws Exception {
        Thread thread = Legacy.Nested.thread();
        thread.start();
        thread.join();
        return true;
    }

    static Object inLambda() throws Exception {
        Supplier<Legacy> direct = () -> Legacy.create();
        Callable<Object> reflective = () -> Legacy.class.getMethod("create").invoke(null);
        return direct.get() == null ? null : reflective.call();
    }

    static void loop() {
        for (int i = 0; i < 200_000; i++) {
            Legacy.create();
        }
    }

    static void thousand() {
        for (int i = 0; i < 1_000; i++) {
            Legacy.create();
        }
    }
}
