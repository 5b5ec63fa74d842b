package com.acme.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a program did, counted by itself. */
public final class Truth {
    private static final Map<String, Long> CALLS = new TreeMap<>();
    private static final AtomicLong BODIES = new AtomicLong();

    private Truth() {}

    /** A deprecated body was entered. */
    public static void bodyRan() {
        BODIES.incrementAndGet();
    }

    static long bodies() {
        return BODIES.get();
    }

    /** So many calls of that kind were made. */
    static void calls(String kind, long number) {
        CALLS.merge(kind, number, Long::sum);
    }

    /** Prints {@code truth KIND N} for each kind. */
    static void print() {
        CALLS.forEach((kind, number) -> System.out.println("truth " + kind + " " + number));
        System.out.println("bodies " + BODIES.get());
    }
}
