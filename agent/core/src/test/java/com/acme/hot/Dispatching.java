package com.acme.hot;

import com.acme.ws.Legacy;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Calls {@link Legacy#call()} through {@link Callable}, which nothing lists: {@link #dispatch} alone, in many ways.
 * Each way names how often it has called the listed body from here.
 */
public final class Dispatching {
    private static final int TIMES = 40;

    private Dispatching() {}

    private static String dispatch(Callable<String> callable) throws Exception {
        return callable.call();
    }

    static int mono() throws Exception {
        Callable<String> old = Legacy.Nested.callable();
        for (int i = 0; i < TIMES; i++) {
            dispatch(old);
        }
        return TIMES;
    }

    /** By turns one that ends in the listed body, and one that does not. */
    static int mixed() throws Exception {
        Callable<String> old = Legacy.Nested.callable();
        for (int i = 0; i < TIMES; i++) {
            dispatch(i % 2 == 0 ? old : new Clean());
        }
        return TIMES / 2;
    }

    /** A body that is not listed calls the listed one itself: reflectively, so that nothing announces it. */
    static int delegating() throws Exception {
        Callable<String> old = Legacy.Nested.callable();
        Callable<String> wrapper = new Reflecting(old);
        for (int i = 0; i < TIMES; i++) {
            dispatch(i % 2 == 0 ? old : wrapper);
        }
        return TIMES;
    }

    /** An override that never goes on to the listed body, or does so by {@code super}, or by another dispatch. */
    static int overridden() throws Exception {
        List<Callable<String>> all = new ArrayList<>();
        all.add(Legacy.Nested.callable());
        all.add(new Deaf());
        all.add(new Going());
        all.add(new Again(Legacy.Nested.callable()));
        for (int i = 0; i < TIMES; i++) {
            dispatch(all.get(i % 4));
        }
        return TIMES / 4 * 3;
    }

    /** A subclass that inherits the listed body. */
    static int inherited() throws Exception {
        Callable<String> old = new Inheriting();
        for (int i = 0; i < TIMES; i++) {
            dispatch(i % 2 == 0 ? old : Legacy.Nested.callable());
        }
        return TIMES;
    }

    /** A null receiver reaches nothing, and leaves nothing. */
    static int missing() throws Exception {
        Callable<String> old = Legacy.Nested.callable();
        for (int i = 0; i < TIMES; i++) {
            dispatch(old);
            try {
                dispatch(null);
            } catch (NullPointerException expected) {
                Legacy.class.getMethod("call").invoke(old);
            }
        }
        return 2 * TIMES;
    }

    /** No room for the body in some calls, which are made: their tickets are nobody's. Then one by reflection. */
    static void overflowing() throws Exception {
        Callable<String> old = Legacy.Nested.callable();
        for (int i = 0; i < TIMES; i++) {
            dispatch(old);
        }
        deeper(old);
        Legacy.class.getMethod("call").invoke(old);
    }

    /** Returns whether a call found room. */
    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private static boolean deeper(Callable<String> old) throws Exception {
        boolean reached = false;
        try {
            reached = deeper(old);
        } catch (StackOverflowError full) {
            // here there is a little more room than there was above
        }
        if (!reached) {
            dispatch(old);
        }
        return true;
    }

    /** More classes of receivers than most calls have. */
    static int many() throws Exception {
        List<Callable<String>> all = List.of(
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {},
                new Legacy() {});
        for (int i = 0; i < TIMES; i++) {
            for (Callable<String> one : all) {
                dispatch(one);
            }
        }
        return TIMES * all.size();
    }

    /** More classes of receivers than a hint knows; each load of the class is another. */
    static int tooMany() throws Exception {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(new Copying(Inheriting.class).instance());
        }
        for (int i = 0; i < TIMES; i++) {
            for (Callable<String> one : all) {
                dispatch(one);
            }
        }
        return TIMES * all.size();
    }

    /** Loads a class of its own for each. */
    private static final class Copying extends ClassLoader {
        private final Class<?> type;

        Copying(Class<?> type) {
            super(type.getClassLoader());
            this.type = type;
        }

        @SuppressWarnings("unchecked")
        Callable<String> instance() throws Exception {
            try (InputStream in = getParent().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
                byte[] file = in.readAllBytes();
                Constructor<?> constructor =
                        defineClass(type.getName(), file, 0, file.length).getDeclaredConstructor();
                constructor.setAccessible(true);
                return (Callable<String>) constructor.newInstance();
            }
        }
    }

    private static final class Clean implements Callable<String> {
        @Override
        public String call() {
            return "clean";
        }
    }

    private record Reflecting(Callable<String> old) implements Callable<String> {
        @Override
        public String call() throws Exception {
            return (String) Legacy.class.getMethod("call").invoke(old);
        }
    }

    private record Again(Callable<String> old) implements Callable<String> {
        @Override
        public String call() throws Exception {
            return dispatch(old);
        }
    }

    static class Inheriting extends Legacy {
        Inheriting() {}
    }

    private static final class Deaf extends Legacy {
        @Override
        public String call() {
            return "deaf";
        }
    }

    private static final class Going extends Legacy {
        @Override
        public String call() {
            return super.call();
        }
    }
}
