package dev.lastcall.launch;

import dev.lastcall.BlockedCallException;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The jar's doors for the JVM: {@code premain} and {@code agentmain}. Each opens the isolated loader and hands over;
 * nothing else of the agent is on the application's class path. What no start needs stands apart: the JVM makes an object
 * of each method here before it calls one.
 *
 * <p>Compiled for Java 8, so that a Java virtual machine that is too old can load it and be told so. A failure here
 * never reaches the application: it is one line on standard error, and the application runs without the agent.
 */
public final class Launcher implements Function<String, RuntimeException> {
    private static final String AGENT = "dev.lastcall.runtime.Agent";
    private static final int OLDEST_JAVA = 17;

    /** How an argument starts that only changes an agent that is running. */
    private static final String CHANGE = "change=";

    private static boolean started;
    private static Consumer<Object[]> agent;

    private Launcher() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static synchronized void premain(String argument, Instrumentation instrumentation) {
        if (started) {
            LastWord.say(
                    "lastcall: the agent is already running in this process; it is started once, with its first settings");
            return;
        }
        start(argument, instrumentation, false);
    }

    /** Called by the JVM when the agent is attached to a running process: starts it, or changes its settings. */
    public static synchronized void agentmain(String argument, Instrumentation instrumentation) {
        boolean changeOnly = argument != null && argument.startsWith(CHANGE);
        if (isFromJvm(instrumentation) && (!changeOnly || agent != null)) {
            start(argument, instrumentation, true);
        }
    }

    /** An application that calls this class must not change its own settings; it can't get at such an object. */
    private static boolean isFromJvm(Instrumentation instrumentation) {
        return instrumentation != null
                && instrumentation.getClass().getName().equals("sun.instrument.InstrumentationImpl");
    }

    private static void start(String argument, Instrumentation instrumentation, boolean attached) {
        started = true;
        String refusal = refusal(System.getProperty("java.specification.version", ""));
        if (refusal != null) {
            LastWord.say("lastcall: " + refusal + "; the application runs without the agent");
            return;
        }
        try {
            handOver(argument, instrumentation, attached);
        } catch (Throwable failure) {
            LastWord.say("lastcall: the agent could not start: " + LastWord.cause(failure)
                    + "; the application runs without the agent");
        }
    }

    /** The agent gives itself to its loader and is called as a type of the JDK: nothing here is called by reflection. */
    private static void handOver(String argument, Instrumentation instrumentation, boolean attached)
            throws IOException, ReflectiveOperationException {
        File jar = ownJar();
        if (agent == null) {
            IsolatedLoader loader = IsolatedLoader.open(jar);
            Class.forName(AGENT, true, loader);
            agent = loader.agent();
        }
        agent.accept(new Object[] {argument, instrumentation, jar, new Launcher(), attached});
    }

    /**
     * Why the agent can't run on that Java; null if it can.
     *
     * @param specification the system property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 17}
     */
    static String refusal(String specification) {
        return feature(specification) >= OLDEST_JAVA
                ? null
                : "needs Java " + OLDEST_JAVA + " or later, and this is Java " + specification;
    }

    private static int feature(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        int feature = 0;
        for (int i = 0; i < number.length(); i++) {
            char digit = number.charAt(i);
            if (digit < '0' || digit > '9' || i > 3) {
                return 0;
            }
            feature = feature * 10 + digit - '0';
        }
        return feature;
    }

    static File ownJar() throws IOException {
        URL location = Launcher.class.getProtectionDomain().getCodeSource().getLocation();
        String path = location.getPath();
        if (location.getHost().isEmpty() && path.indexOf('%') < 0) {
            return new File(path); // as most paths are; to parse a URI takes a millisecond
        }
        try {
            return new File(location.toURI());
        } catch (Exception unusual) {
            throw new IOException("the place of lastcall.jar is not known: " + unusual);
        }
    }

    /** Makes the exception that a refused call gets; the isolated loader can't name its class. */
    @Override
    public RuntimeException apply(String message) {
        Object made = new BlockedCallException(message); // as an object, or the verifier loads its class at the start
        return (RuntimeException) made;
    }
}
