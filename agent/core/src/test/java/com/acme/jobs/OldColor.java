package com.acme.jobs;

/** Deprecated, and named by switches. */
public enum OldColor {
    RED,
    GREEN;

    /** A constant, as a type that is not listed. */
    public static Enum<?> green() {
        return GREEN;
    }
}
