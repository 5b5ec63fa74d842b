package com.acme.app;

import com.acme.legacy.Gateway;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;

/** Four ways to call a deprecated class, and what becomes of a call. */
enum Ways {
    DIRECT {
        @Override
        Object call() {
            return Gateway.direct();
        }
    },
    REFERENCE {
        @Override
        Object call() {
            Supplier<String> reference = Gateway::referred;
            return reference.get();
        }
    },
    REFLECTION {
        @Override
        Object call() throws Exception {
            return reflected.invoke(null);
        }
    },
    VIRTUAL {
        @Override
        Object call() {
            return supplier.get();
        }
    };

    private static final String PASSES = "passes";

    /** Made before the agent may refuse constructors, which no policy of these tests lists. */
    private static final Supplier<String> supplier = new Gateway();

    private static final Method reflected = reflected();

    abstract Object call() throws Exception;

    /** What became of a call: {@code passes}, or the message of the refusal. */
    String outcome() {
        try {
            Object result = call();
            return result instanceof String ? PASSES : "gave " + result;
        } catch (UnsupportedOperationException refused) {
            return String.valueOf(refused.getMessage());
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getTargetException().getMessage());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean passes(String outcome) {
        return outcome.equals(PASSES);
    }

    private static Method reflected() {
        try {
            return Gateway.class.getMethod("reflected");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
