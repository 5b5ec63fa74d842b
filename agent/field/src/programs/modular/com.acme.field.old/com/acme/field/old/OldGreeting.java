package com.acme.field.old;

public final class OldGreeting {
    private OldGreeting() {}

    public static String of(String name, int number) {
        return "Hello, " + name + " " + number;
    }
}
