package com.acme.app;

/** Runs what generated code has made, and is so its caller. */
public final class Runs {
    private Runs() {}

    public static void twice(Runnable generated) {
        for (int i = 0; i < 2; i++) {
            generated.run();
        }
    }
}
