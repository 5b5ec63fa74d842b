package com.acme.ws;

import com.acme.app.Startup;

/** Deprecated as a whole; its initializer runs when it is first used, and calls into the application. */
public final class Late {
    private static final String STARTED = Startup.begin();

    private Late() {}

    public static long start() {
        return STARTED.length();
    }

    public static int down(int depth) {
        return depth == 0 ? 0 : 1 + down(depth - 1);
    }
}
