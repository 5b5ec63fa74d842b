package com.acme.legacy;

import com.acme.app.Truth;

/** The deprecated factory. */
public class Factory {
    public static int shared = 7;

    public int own = 3;

    public Factory() {
        Truth.bodyRan();
    }

    public Factory(String name) {
        Truth.bodyRan();
        own = name.length();
    }

    public static String create(String name) {
        Truth.bodyRan();
        return "made " + name;
    }

    public static long fast(long value) {
        return value + 1;
    }

    public static String failing(String name) {
        Truth.bodyRan();
        throw new IllegalStateException("failed for " + name);
    }

    public String greet(String name) {
        Truth.bodyRan();
        return "hello " + name;
    }

    /** Calls from here are nobody's business: the class is deprecated itself. */
    public static String createTwice(String name) {
        return create(name) + create(name);
    }
}
