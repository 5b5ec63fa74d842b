package com.acme.app;

import com.acme.ws.Legacy;

/** Calls a listed method by its name, on whatever it is given. */
final class Touches {
    private Touches() {}

    static Legacy touch(Legacy legacy) {
        return legacy.touch();
    }
}
