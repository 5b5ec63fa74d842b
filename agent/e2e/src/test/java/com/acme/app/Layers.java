package com.acme.app;

import com.acme.legacy.Factory;
import java.util.List;

/** Reaches one call site in a helper from several places: through the JDK, and from a static initializer. */
public final class Layers {
    private Layers() {}

    /** A class whose initializer asks the helper. */
    static final class Eager {
        static final Object MADE = helper();

        private Eager() {}
    }

    private static Object helper() {
        return new Deep().make();
    }

    /** The caller. */
    static final class Deep {
        Object make() {
            return Factory.create("x");
        }
    }

    public static void main(String[] args) {
        List.of(1).forEach(number -> helper());
        for (int i = 1; i < 9; i++) {
            helper();
        }
        System.out.println(Eager.MADE == null);
    }
}
