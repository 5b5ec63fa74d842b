package com.acme.app;

import com.acme.ws.Legacy;

/** What an initializer calls. */
public final class Startup {
    private Startup() {}

    public static String begin() {
        return String.valueOf(Legacy.create());
    }
}
