package com.acme.ws;

import java.util.concurrent.Callable;

/** Deprecated as a whole. */
public class Legacy implements Callable<String> {
    public static int shared = 1;
    public static long wide = 2;
    public double value = 3;
    public String text = "legacy";

    public Legacy() {}

    public Legacy(String text) {
        this.text = text;
    }

    protected Legacy(long first, double second) {
        this("" + (first + second));
    }

    public static Legacy create() {
        return new Legacy();
    }

    public static Legacy named(String name) {
        Legacy made = create();
        made.text = name;
        return made;
    }

    public static long sum(int a, long b, double c, float d, Object e, byte... rest) {
        return (long) (a + b + c + d) + rest.length + (e == null ? 0 : 1);
    }

    public long mix(long a, double b, String c, int d) {
        return (long) (a * b) + c.length() + d;
    }

    public Legacy touch() {
        return this;
    }

    @Override
    public String call() {
        return text + value;
    }

    public String overridden() {
        return "legacy";
    }

    public <T extends Comparable<T>> T larger(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    public static String join(String... parts) {
        return String.join("+", parts);
    }

    /** Calls a thousand times what counts when called from outside: statics, constructors, instance methods. */
    public static int busy() {
        int all = 0;
        for (int i = 0; i < 1000; i++) {
            all += create().touch().larger(i, 1);
            all += Nested.own() == null ? 0 : 1;
        }
        return all;
    }

    /** Calls from a nested class are the class's own. */
    public static final class Nested {
        private Nested() {}

        public static Legacy own() {
            return create().touch();
        }

        public static Callable<String> callable() {
            return new Legacy();
        }

        public static Thread thread() {
            return new LegacyThread();
        }
    }

    @Override
    public String toString() {
        return "Legacy " + text;
    }
}
