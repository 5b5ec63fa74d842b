package com.acme.fresh;

import com.acme.legacy.Factory;

/** The canonical class; it leans on the old one still. */
public final class Connections {
    private Connections() {}

    public static String get(String name) {
        return name + "!";
    }

    public static String getThroughOld(String name) {
        return Factory.create(name);
    }
}
