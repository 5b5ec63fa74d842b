package com.acme.field.quarkus;

/** What the application should no longer use. */
public final class OldCart {
    private final int number;

    private OldCart(int number) {
        this.number = number;
    }

    public static OldCart make(int number) {
        return new OldCart(number);
    }

    public int number() {
        return number;
    }
}
