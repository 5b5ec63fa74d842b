package com.acme.legacy;

/** Deprecated. */
public final class Old {
    private Old() {}

    public static String create() {
        return "old";
    }
}
