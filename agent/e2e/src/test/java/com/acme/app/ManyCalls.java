package com.acme.app;

import com.acme.legacy.Factory;

/** Calls one deprecated method N times from one line. */
public final class ManyCalls {
    private ManyCalls() {}

    public static void main(String[] arguments) {
        long number = Long.parseLong(arguments[0]);
        long blocked = 0;
        for (long i = 0; i < number; i++) {
            try {
                Factory.create("many");
            } catch (UnsupportedOperationException refused) {
                blocked++;
            }
        }
        System.out.println("calls " + number);
        System.out.println("blocked " + blocked);
        System.out.println("bodies " + Truth.bodies());
    }
}
