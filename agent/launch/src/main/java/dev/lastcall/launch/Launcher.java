package dev.lastcall.launch;

import dev.lastcall.BlockedCallException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The jar's three doors: {@code premain}, {@code agentmain} and {@code main}. Each opens the isolated loader and hands
 * over; nothing else of the agent is on the application's class path.
 *
 * <p>Compiled for Java 8, so that a Java virtual machine that is too old can load it and be told so. A failure here
 * never reaches the application: it is one line on standard error, and the application runs without the agent.
 */
public final class Launcher {
    private static final String AGENT = "dev.lastcall.runtime.Agent";
    private static final String TOOL = "dev.lastcall.cli.CommandLineTool";
    private static final int USAGE_ERROR = 2;

    /** How an argument starts that only changes an agent that is running. */
    private static final String CHANGE = "change=";

    private static boolean started;
    private static Method agent;

    private Launcher() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static synchronized void premain(String argument, Instrumentation instrumentation) {
        if (started) {
            say("lastcall: the agent is already running in this process; it is started once, with its first settings");
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

    /** The command line tool. */
    public static void main(String[] arguments) {
        System.exit(runTool(arguments));
    }

    private static void start(String argument, Instrumentation instrumentation, boolean attached) {
        started = true;
        String refusal = JavaVersion.refusal(System.getProperty("java.specification.version", ""));
        if (refusal != null) {
            say("lastcall: " + refusal + "; the application runs without the agent");
            return;
        }
        try {
            handOver(argument, instrumentation, attached);
        } catch (Throwable failure) {
            say("lastcall: the agent could not start: " + cause(failure) + "; the application runs without the agent");
        }
    }

    private static void handOver(String argument, Instrumentation instrumentation, boolean attached)
            throws IOException, ReflectiveOperationException {
        File jar = ownJar();
        if (agent == null) {
            agent = IsolatedLoader.open(jar)
                    .loadClass(AGENT)
                    .getMethod(
                            "start",
                            String.class,
                            Instrumentation.class,
                            File.class,
                            Class.class,
                            Function.class,
                            boolean.class);
        }
        agent.invoke(null, argument, instrumentation, jar, BlockedCallException.class, new Refusal(), attached);
    }

    private static int runTool(String[] arguments) {
        String refusal = JavaVersion.refusal(System.getProperty("java.specification.version", ""));
        if (refusal != null) {
            say("lastcall: " + refusal);
            return USAGE_ERROR;
        }
        try {
            Class<?> tool = IsolatedLoader.open(ownJar()).loadClass(TOOL);
            Object code = tool.getMethod("run", String[].class, PrintStream.class, PrintStream.class)
                    .invoke(null, arguments, System.out, System.err);
            return (Integer) code;
        } catch (Throwable failure) {
            say("lastcall: " + cause(failure));
            return USAGE_ERROR;
        }
    }

    private static File ownJar() throws IOException {
        try {
            return new File(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (Exception unusual) {
            throw new IOException("the place of lastcall.jar is not known: " + unusual);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof InvocationTargetException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Not through {@code System.err}: the application may have replaced it. */
    private static void say(String line) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write((line + System.getProperty("line.separator")).getBytes(StandardCharsets.UTF_8));
        } catch (IOException standardErrorIsClosed) {
            // nobody is there to be told
        } catch (SecurityException deniedByTheSecurityManager) {
            System.err.println(line);
        }
    }

    /** Makes the exception that a refused call gets; the isolated loader can't name its class. */
    private static final class Refusal implements Function<String, RuntimeException> {
        @Override
        public RuntimeException apply(String message) {
            return new BlockedCallException(message);
        }
    }
}
