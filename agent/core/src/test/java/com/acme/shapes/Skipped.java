package com.acme.shapes;

/** A body that another agent may skip: whenever the property {@code acme.skip} is set. */
public final class Skipped {
    private Skipped() {}

    public interface Api {
        int make();
    }

    public static final class Old implements Api {
        @Override
        public int make() {
            return 1;
        }

        int inner() {
            return make();
        }
    }

    static int direct() {
        Old old = new Old();
        int ran = 0;
        for (int i = 0; i < 20; i++) {
            ran += direct(old);
        }
        for (int i = 0; i < 5; i++) {
            skip(true);
            ran += direct(old);
            skip(false);
            ran += clean(old);
        }
        return ran;
    }

    static int fromWithin() {
        Old old = new Old();
        int ran = 0;
        for (int i = 0; i < 5; i++) {
            ran += old.inner();
            skip(true);
            ran += old.inner();
            skip(false);
            ran += clean(old);
        }
        return ran;
    }

    static int onOneLine() {
        Old old = new Old();
        int ran = 0;
        for (int i = 0; i < 20; i++) {
            skip(i % 2 == 0);
            ran += old.make() + unskipped(old).make();
        }
        return ran;
    }

    static int calls() {
        return direct(new Old());
    }

    private static Api unskipped(Api api) {
        skip(false);
        return api;
    }

    private static int direct(Old old) {
        return old.make();
    }

    private static int clean(Api api) {
        return api.make();
    }

    private static void skip(boolean skipped) {
        System.setProperty("acme.skip", Boolean.toString(skipped));
    }
}
