package com.acme.ws;

/** A deprecated interface. */
public interface LegacyApi {
    static String of(long number) {
        return "api" + number;
    }

    default String greet(String name) {
        return "hello " + name;
    }

    int size();
}
