package com.acme.bench.start;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing: what the JVM itself takes for having one. */
public final class EmptyAgent {
    private EmptyAgent() {}

    public static void premain(String argument, Instrumentation instrumentation) {}
}
