package com.acme.bench.calls;

import java.lang.reflect.Method;

/** Reflective calls of {@link WalkedFactory}; but for that name the twin of those in {@code ListedCalls}. */
final class WalkedCalls {
    private static final Method METHOD = method();

    private WalkedCalls() {}

    private static Method method() {
        try {
            return WalkedFactory.class.getMethod("create", int.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long reflective(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) METHOD.invoke(null, i)).value();
            }
            return sum + WalkedFactory.sum();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
