package com.acme.shapes;

import java.util.ArrayList;
import java.util.List;

public final class Shapes {
    private Shapes() {}

    public interface Api {
        int size();
    }

    public static final class Both implements Api, Comparable<Both> {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int compareTo(Both other) {
            return 0;
        }
    }

    /** Its public subclass gets a bridge from javac, so that the method can be called from outside. */
    static class Hidden {
        public int make() {
            return 1;
        }
    }

    public static final class Visible extends Hidden {}

    public interface Taker<T> {
        int take(T what);
    }

    static class TakesText {
        public int take(String what) {
            return what.length();
        }
    }

    /** Its bridge casts, which may fail, and passes the call on to the inherited method. */
    public static final class TakesBoth extends TakesText implements Taker<String> {}

    static int hidden() {
        int sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += callHidden(new Visible());
        }
        return sum;
    }

    private static int callHidden(Hidden hidden) {
        return hidden.make();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static int taken() throws ReflectiveOperationException {
        Taker taker = new TakesBoth();
        int sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += taker.take("x");
        }
        for (int i = 0; i < 5; i++) {
            try {
                sum += taker.take(i);
            } catch (ClassCastException expected) {
                sum += (int) TakesText.class.getMethod("take", String.class).invoke(taker, "x");
            }
        }
        return sum;
    }

    /** Calls a body of its subclass again and again. */
    abstract static class Whole {
        abstract int part();

        int sum() {
            int sum = 0;
            for (int i = 0; i < 20; i++) {
                sum += part();
            }
            return sum;
        }
    }

    static final class Part extends Whole {
        @Override
        int part() {
            return 1;
        }
    }

    static int whole() {
        return new Part().sum();
    }

    static int both() {
        Api api = new Both();
        return api.size();
    }

    static Object bridge() {
        List<Both> all = new ArrayList<>(List.of(new Both(), new Both()));
        all.sort(null);
        return all;
    }
}
