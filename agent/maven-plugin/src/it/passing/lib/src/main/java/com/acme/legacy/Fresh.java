package com.acme.legacy;

/** What replaces it. */
public final class Fresh {
    private Fresh() {}

    public static String create() {
        return "fresh";
    }
}
