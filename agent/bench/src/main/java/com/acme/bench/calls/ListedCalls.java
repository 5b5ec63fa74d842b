package com.acme.bench.calls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.IntFunction;

/** The ways to call {@link ListedFactory}; but for that name the twin of {@code PlainCalls}. Each returns a sum. */
final class ListedCalls {
    private static final IntFunction<Product> REFERENCE = ListedFactory::create;
    private static final Method METHOD = method();
    private static final Method PRODUCE = ManyReceivers.produce();
    private static final MethodHandle HANDLE = handle();
    private static final MethodHandle BOUND = bound();
    private static final Factory[] MANY = ManyReceivers.of(ListedSubclass.class, ManyReceivers.MANY);

    private ListedCalls() {}

    private static Method method() {
        try {
            return ListedFactory.class.getMethod("create", int.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(ListedFactory.class, "create", MethodType.methodType(Product.class, int.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle bound() {
        try {
            return MethodHandles.lookup()
                    .bind(new ListedFactory(), "produce", MethodType.methodType(Product.class, int.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long direct(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += ListedFactory.create(i).value();
        }
        return sum;
    }

    static long reference(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += REFERENCE.apply(i).value();
        }
        return sum;
    }

    static long virtual(int calls) {
        ListedFactory factory = new ListedFactory();
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += factory.produce(i).value();
        }
        return sum;
    }

    static long subclass(int calls) {
        ListedSubclass factory = new ListedSubclass();
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += factory.produce(i).value();
        }
        return sum;
    }

    static long deep(int calls) {
        ListedFactory factory = new ListedDeep();
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += factory.produce(i).value();
        }
        return sum;
    }

    static long throughInterface(int calls) {
        return produced(new ListedFactory(), calls);
    }

    private static long produced(Factory factory, int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += factory.produce(i).value();
        }
        return sum;
    }

    static long manyReceivers(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += MANY[i % MANY.length].produce(i).value();
        }
        return sum;
    }

    static long reflectiveOnMany(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) PRODUCE.invoke(MANY[i % MANY.length], i)).value();
            }
            return sum;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long tooManyReceivers(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum += TooMany.ALL[i % TooMany.ALL.length].produce(i).value();
        }
        return sum;
    }

    /** Few processes need so many classes. */
    private static final class TooMany {
        static final Factory[] ALL = ManyReceivers.of(ListedSubclass.class, ManyReceivers.TOO_MANY);
    }

    static long boundHandle(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) BOUND.invokeExact(i)).value();
            }
            return sum;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long withArguments(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) HANDLE.invokeWithArguments(i)).value();
            }
            return sum;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long handle(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) HANDLE.invokeExact(i)).value();
            }
            return sum;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static long reflective(int calls) {
        try {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += ((Product) METHOD.invoke(null, i)).value();
            }
            return sum;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
