package com.acme.ws;

/** What replaces Legacy; it still stands on it. */
public final class Modern {
    private Modern() {}

    public static String get() {
        return Legacy.create().text; // calls=1 kind=call delegated; calls=1 kind=field-read delegated
    }
}
