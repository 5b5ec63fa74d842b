package com.acme.ws;

/** One deprecated member among others. */
public final class Mixed {
    private Mixed() {}

    public static int old() {
        return recent();
    }

    public static int recent() {
        return 7;
    }
}
