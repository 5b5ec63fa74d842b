package com.acme.field.kotlin;

/** What the Kotlin program should no longer use. */
public final class OldTally {
    private int sum;

    public void add(int price) {
        sum += price;
    }

    public int sum() {
        return sum;
    }
}
