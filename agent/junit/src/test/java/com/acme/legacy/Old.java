package com.acme.legacy;

/** Deprecated. */
public final class Old {
    private Old() {}

    public static int create() {
        return 1;
    }
}
