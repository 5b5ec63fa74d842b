package com.acme.app;

import com.acme.legacy.Factory;

/** Bears one refusal and not the other. */
public final class Bearing {
    private Bearing() {}

    public static void main(String[] arguments) {
        bears();
        needs();
    }

    private static void bears() {
        try {
            Factory.create("x");
        } catch (UnsupportedOperationException refused) {
            System.out.println("goes on without");
        }
    }

    private static void needs() {
        Factory.create("y");
    }
}
