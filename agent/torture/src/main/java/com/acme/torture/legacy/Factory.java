package com.acme.torture.legacy;

/** The deprecated factory. */
public final class Factory {
    private Factory() {}

    public static long make(long value) {
        return value + 1;
    }
}
