package dev.lastcall.launch;

import java.lang.instrument.Instrumentation;

/**
 * The entry points of the jar for the JVM: {@code premain} and {@code agentmain}, which call the {@link
 * IsolatedLoader}. Nothing else is here: before the JVM calls one of them, it creates an object for each method of this
 * class, and asks the application's loader for each type that a method's signature names.
 *
 * <p>Compiled for Java 8, so that a Java virtual machine that is too old can load it and print the reason.
 */
public final class Launcher {
    private Launcher() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(String argument, Instrumentation instrumentation) {
        IsolatedLoader.start(argument, instrumentation);
    }

    /** Called by the JVM when the agent is attached to a running process: starts it, or changes its settings. */
    public static void agentmain(String argument, Instrumentation instrumentation) {
        IsolatedLoader.attach(argument, instrumentation);
    }
}
