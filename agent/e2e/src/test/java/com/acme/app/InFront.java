package com.acme.app;

import java.lang.instrument.Instrumentation;

/** Has classes of the application loaded, in a loader of its own and in the application's, and calls none. */
public final class InFront {
    private static Class<?> deployed = Object.class;

    private InFront() {}

    public static void premain(String argument, Instrumentation unused) throws ReflectiveOperationException {
        ClassLoader own = new Reloaded.ChildFirst();
        deployed = Class.forName("com.acme.app.Reloaded$Deployed", true, own);
        Class.forName("com.acme.legacy.Factory", true, own);
        Class.forName("com.acme.app.ManyCalls");
        Class.forName("com.acme.legacy.Factory");
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        deployed.getMethod("call", int.class).invoke(null, 10);
        ManyCalls.main(arguments);
    }
}
