package com.acme.bench.start;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** An agent that is shown every class file and changes none: the least that any weaving agent costs. */
public final class NoOpAgent {
    private NoOpAgent() {}

    public static void premain(String argument, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {}, true);
    }
}
