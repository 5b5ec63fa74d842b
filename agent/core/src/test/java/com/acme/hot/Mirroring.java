package com.acme.hot;

import com.acme.ws.Legacy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;

/**
 * Calls {@link Legacy} by core reflection from {@link #reflect}, {@link #make} and {@link #caught}, in many ways. Each
 * way names how often a listed body was called from there, and from {@link #elsewhere}.
 */
public final class Mirroring {
    private static final int TIMES = 40;

    private static final Method CREATE = method("create");
    private static final Method CALL = method("call");
    private static final Method OVERRIDDEN = method("overridden");
    private static final Method LARGER = method("larger", Comparable.class, Comparable.class);
    private static final Object OLD = Legacy.Nested.callable();

    private Mirroring() {}

    private static Method method(String name, Class<?>... parameters) {
        try {
            return Legacy.class.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object reflect(Method method, Object on, Object... arguments) throws Exception {
        return method.invoke(on, arguments);
    }

    private static Object make(Constructor<?> constructor, Object... arguments) throws Exception {
        return constructor.newInstance(arguments);
    }

    /** Its own handlers are before and behind the call. */
    private static Object caught(Method method, Object on, Object... arguments) {
        try {
            Integer.parseInt(method.getName());
        } catch (NumberFormatException expected) {
            // no number
        }
        try {
            return method.invoke(on, arguments);
        } catch (IllegalArgumentException | NullPointerException refused) {
            return "refused";
        } catch (ReflectiveOperationException thrown) {
            return "thrown";
        }
    }

    /** Found by a walk, since nothing says that it is hot. */
    private static Object elsewhere(Method method, Object on, Object... arguments) throws Exception {
        return method.invoke(on, arguments);
    }

    static int[] statics() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            reflect(CREATE, null);
        }
        return new int[] {TIMES, 0};
    }

    static int[] instances() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            reflect(CALL, OLD);
        }
        return new int[] {TIMES, 0};
    }

    static int[] constructors() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            make(Legacy.class.getConstructor());
        }
        return new int[] {TIMES, 0};
    }

    /** Members of one class by turns, two of one name among them, and one that nothing lists. */
    static int[] members() throws Exception {
        Constructor<?> named = Legacy.class.getConstructor(String.class);
        Constructor<?> plain = Legacy.class.getConstructor();
        Method clean = Object.class.getMethod("hashCode");
        for (int i = 0; i < TIMES; i++) {
            reflect(CREATE, null);
            reflect(clean, OLD);
            reflect(CALL, OLD);
            make(plain);
            make(named, "named");
        }
        return new int[] {4 * TIMES, 0};
    }

    /** What the JDK refuses reaches no body, and leaves nothing for the next who calls. */
    static int[] refused() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            caught(CALL, OLD);
            caught(CALL, OLD, "too many");
            elsewhere(CALL, OLD);
            caught(CALL, "of another class");
            elsewhere(CALL, OLD);
            caught(CALL, null);
            elsewhere(CALL, OLD);
        }
        return new int[] {TIMES, 3 * TIMES};
    }

    /** As {@link #refused}, where the caller of the caller catches it. */
    static int[] thrownOn() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            reflect(CALL, OLD);
            try {
                reflect(CALL, OLD, "too many");
            } catch (IllegalArgumentException expected) {
                elsewhere(CALL, OLD);
            }
        }
        return new int[] {TIMES, TIMES};
    }

    /** The body itself throws. */
    static int[] failing() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            try {
                reflect(LARGER, OLD, null, 1);
            } catch (InvocationTargetException expected) {
                elsewhere(CALL, OLD);
            }
        }
        return new int[] {TIMES, TIMES};
    }

    /** A receiver that ends elsewhere: nowhere, or in the listed body by a call of its own. */
    static int[] overridden() throws Exception {
        Object deaf = new Silent();
        Object going = new Loud();
        for (int i = 0; i < TIMES; i++) {
            reflect(OVERRIDDEN, OLD);
            reflect(OVERRIDDEN, deaf);
            elsewhere(OVERRIDDEN, OLD);
            reflect(OVERRIDDEN, going);
        }
        return new int[] {TIMES, TIMES};
    }

    /** By an interface's method, as handlers of proxies call: on classes that inherit the body, or have another. */
    static int[] throughInterface() throws Exception {
        Method call = Callable.class.getMethod("call");
        Object child = new Silent();
        Object clean = new Answering();
        for (int i = 0; i < TIMES; i++) {
            reflect(call, OLD);
            reflect(call, child);
            reflect(call, clean);
            elsewhere(CALL, OLD);
        }
        return new int[] {2 * TIMES, TIMES};
    }

    /** Methods of one name: on the class that has the listed body, and on one whose own body calls it by reflection. */
    static int[] wrapped() throws Exception {
        Method call = Callable.class.getMethod("call");
        Object wrapper = new Wrapping();
        for (int i = 0; i < TIMES; i++) {
            reflect(call, i % 2 == 0 ? OLD : wrapper);
        }
        return new int[] {TIMES / 2, TIMES / 2};
    }

    /** By reflection on {@code Method.invoke}: what is given to the instruction is not what ends in the body. */
    static int[] invoking() throws Exception {
        Method invoke = Method.class.getMethod("invoke", Object.class, Object[].class);
        for (int i = 0; i < TIMES; i++) {
            reflect(invoke, CALL, OLD, null);
            reflect(invoke, CREATE, null, null);
            elsewhere(CALL, OLD);
        }
        return new int[] {2 * TIMES, TIMES};
    }

    /** A class is initialized between the instruction and the body, and calls another method there. */
    static int[] initializing() throws Exception {
        Method make = Early.class.getMethod("make");
        reflect(make, null);
        for (int i = 0; i < TIMES; i++) {
            reflect(make, null);
        }
        return new int[] {Early.CALLS, 0};
    }

    /** A subclass that inherits the body. */
    static int[] inherited() throws Exception {
        Object child = new Silent();
        for (int i = 0; i < TIMES; i++) {
            reflect(CALL, i % 2 == 0 ? OLD : child);
        }
        return new int[] {TIMES, 0};
    }

    /** Reflection by reflection. */
    static int[] twice() throws Exception {
        Method invoke = Method.class.getMethod("invoke", Object.class, Object[].class);
        for (int i = 0; i < TIMES; i++) {
            reflect(CALL, OLD);
            reflect(invoke, CALL, OLD, new Object[0]);
        }
        return new int[] {2 * TIMES, 0};
    }

    /** An override that does not call the listed body. */
    static class Silent extends Legacy {
        @Override
        public String overridden() {
            return "silent";
        }
    }

    /** One that does, without an announcement. */
    static class Loud extends Silent {
        @Override
        public String overridden() {
            try {
                return (String) elsewhereOf(OLD);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static Object elsewhereOf(Object old) throws Exception {
            return OVERRIDDEN.invoke(old);
        }
    }

    private static final class Answering implements Callable<String> {
        @Override
        public String call() {
            return "clean";
        }
    }

    private static final class Wrapping implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            return elsewhere(CALL, OLD);
        }
    }

    /** Not listed; its initializer calls what is, from where its own method is called. */
    public static final class Early {
        static final int CALLS = 3;

        static {
            try {
                reflect(CREATE, null);
                reflect(CALL, OLD);
                reflect(CREATE, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private Early() {}

        public static String make() {
            return "made";
        }
    }
}
