package dev.lastcall.launch;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Connects {@link dev.lastcall.Lastcall} to the agent, through types of the JDK. Applications should use only {@code
 * Lastcall}. Thread-safe.
 *
 * <p>A copy of this class in one of the application's loaders, for instance that of a deployment that contains the jar,
 * asks the class that the JVM has loaded with the agent.
 */
public final class RunningAgent {
    private RunningAgent() {}

    /** Whether an agent runs here and watches something. */
    public static boolean isHere() {
        return IsolatedLoader.evidence() != null || Boolean.TRUE.equals(askTheJvms("isHere"));
    }

    /**
     * What the agent has seen; null if no agent runs here, or it watches nothing.
     *
     * @throws IllegalStateException if the agent fails to say
     */
    @SuppressWarnings("unchecked") // it is what this method returns
    public static Map<String, Object> evidence() {
        try {
            Supplier<Map<String, Object>> agent = IsolatedLoader.evidence();
            return agent != null ? agent.get() : (Map<String, Object>) askTheJvms("evidence");
        } catch (RuntimeException failure) { // none of the agent's classes may leave
            throw new IllegalStateException("lastcall: the agent fails to say what it has seen: " + failure);
        }
    }

    /**
     * The calls of all threads, the names of a call site, or whether a baseline tolerates one; null if no agent runs
     * here, or it watches nothing.
     *
     * @param asked the number of a call site; the path of a baseline and such a number, as {@code Object[]}; or
     *     anything else for the calls of all threads
     * @throws IllegalStateException if the agent fails to say
     */
    @SuppressWarnings("unchecked") // it is what the agent's class declares
    public static Object ask(Object asked) {
        try {
            Object agent = IsolatedLoader.evidence();
            return agent != null ? ((Function<Object, Object>) agent).apply(asked) : askTheJvms("ask", asked);
        } catch (RuntimeException failure) { // none of the agent's classes may leave
            throw new IllegalStateException("lastcall: the agent fails to say who has called: " + failure);
        }
    }

    private static Object askTheJvms(String method, Object asked) {
        try {
            Class<?> other = Class.forName(RunningAgent.class.getName(), true, ClassLoader.getSystemClassLoader());
            return other == RunningAgent.class
                    ? null
                    : other.getMethod(method, Object.class).invoke(null, asked);
        } catch (ReflectiveOperationException | LinkageError notThere) {
            return null;
        }
    }

    private static Object askTheJvms(String method) {
        try {
            Class<?> other = Class.forName(RunningAgent.class.getName(), true, ClassLoader.getSystemClassLoader());
            return other == RunningAgent.class ? null : other.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException | LinkageError notThere) {
            return null;
        }
    }
}
