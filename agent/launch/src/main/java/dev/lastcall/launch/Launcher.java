package dev.lastcall.launch;

import java.lang.instrument.Instrumentation;

/**
 * The jar's doors for the JVM: {@code premain} and {@code agentmain}, which lead to the {@link IsolatedLoader}. Nothing
 * else is here: before the JVM calls a method it makes an object of each that this class has, and asks the application's
 * loader for each type that one names.
 *
 * <p>Compiled for Java 8, so that a Java virtual machine that is too old can load it and be told so.
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
