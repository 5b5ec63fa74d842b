package com.acme.probe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Ways to reach {@link Probed#enter()} that no ticket announces. */
public final class Callers {
    private Callers() {}

    static Object direct() {
        return Probed.enter();
    }

    static Object reflection() throws Exception {
        return Probed.class.getMethod("enter").invoke(null);
    }

    /** Java 17 compiles a method's accessor after 15 calls. */
    static Object muchReflection() throws Exception {
        Method enter = Probed.class.getMethod("enter");
        Object last = "";
        for (int i = 0; i < 40; i++) {
            last = enter.invoke(null);
        }
        return last;
    }

    static Object handle() throws Throwable {
        return MethodHandles.lookup()
                .findStatic(Probed.class, "enter", MethodType.methodType(Object.class))
                .invoke();
    }

    static Object reference() {
        Supplier<Object> enter = Probed::enter;
        return enter.get();
    }

    static Object lambda() {
        Supplier<Object> enter = () -> Probed.enter();
        return enter.get();
    }

    static Object throughJdk() throws Exception {
        FutureTask<Object> task = new FutureTask<>(new Probed());
        task.run();
        return task.get();
    }

    static Object throughAnInterface() throws Exception {
        Callable<Object> probed = new Probed();
        return probed.call();
    }
}
