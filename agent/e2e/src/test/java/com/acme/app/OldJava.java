package com.acme.app;

import java.lang.instrument.Instrumentation;

/** An agent that makes the JVM look old to those after it; the JVM itself ignores the property on its command line. */
public final class OldJava {
    private OldJava() {}

    public static void premain(String version, Instrumentation unused) {
        System.setProperty("java.specification.version", version);
    }
}
