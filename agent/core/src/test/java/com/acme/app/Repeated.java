package com.acme.app;

import com.acme.ws.Legacy;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;

/** Calls without a ticket that are made again and again. */
public final class Repeated {
    private static final int TIMES = 40;

    private Repeated() {}

    static Object reflective() throws Exception {
        Method create = Legacy.class.getMethod("create");
        Object last = "";
        for (int i = 0; i < TIMES; i++) {
            last = create.invoke(null);
        }
        return last;
    }

    /** The same instruction, at the same offset, in methods of the same name. */
    static Object overloads() throws Exception {
        Method create = Legacy.class.getMethod("create");
        Object last = "";
        for (int i = 0; i < TIMES; i++) {
            last = overloaded(create, 0) == null ? "" : overloaded(create, "");
        }
        return last;
    }

    @SuppressWarnings("unused") // the parameter makes it another method
    private static Object overloaded(Method create, int number) throws Exception {
        return create.invoke(null);
    }

    @SuppressWarnings("unused")
    private static Object overloaded(Method create, String text) throws Exception {
        return create.invoke(null);
    }

    static Object throughAnUnlistedType() throws Exception {
        Callable<String> callable = Legacy.Nested.callable();
        String last = "";
        for (int i = 0; i < TIMES; i++) {
            last = callable.call();
        }
        return last;
    }
}
