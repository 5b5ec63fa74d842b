package com.acme.legacy;

/** Deprecated. */
public class Old {
    public static String create() {
        return "old";
    }

    public String name() {
        return "old";
    }
}
