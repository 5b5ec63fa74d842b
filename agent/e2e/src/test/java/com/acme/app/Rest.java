package com.acme.app;

import java.util.concurrent.TimeUnit;

/** So that the machine is not taken by a program alone that calls as long as it may. */
final class Rest {
    private static final int CALLS_BEFORE_A_REST = 50;

    private Rest() {}

    /** After so many rounds of calls, from one on. */
    static void after(int rounds) {
        if (rounds % CALLS_BEFORE_A_REST == 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
