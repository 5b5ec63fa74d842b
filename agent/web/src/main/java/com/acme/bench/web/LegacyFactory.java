package com.acme.bench.web;

/** What the application should no longer call. */
public final class LegacyFactory {
    private LegacyFactory() {}

    public static String create(String name) {
        return "Hello, " + name;
    }
}
