package dev.lastcall.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** Tells the user why the agent does not run. A class of its own, so that a successful start does not load it. */
final class LastWord {
    /** Exit code of a start-up error: {@code EX_CONFIG} of sysexits.h. */
    private static final int CONFIGURATION_ERROR = 78;

    private LastWord() {}

    /**
     * Says why the agent could not start. If the process was meant to refuse calls, it ends before its main class runs,
     * unless {@code on-error=continue} is set. Never throws, since the JVM would abort.
     *
     * @param argument the text after {@code -javaagent:lastcall.jar=}, or null
     * @param attached whether the application already runs; then it is not ended
     */
    static void notStarted(Throwable failure, String argument, boolean attached) {
        boolean exits = false;
        try {
            WrittenSettings settings = new WrittenSettings(argument == null ? "" : argument);
            boolean refuses = !attached && settings.block();
            exits = refuses && settings.exitsOnError();
            say("lastcall: the agent could not start: " + cause(failure)
                    + (exits
                            ? "; mode=block and on-error=exit: the application is not started"
                            : refuses
                                    ? "; on-error=continue: the application runs unguarded"
                                    : "; the application runs without the agent")
                    + remedy(failure));
        } catch (Throwable nothingCanBeSaid) {
            // the heap is full, say
        }
        if (exits) {
            Runtime.getRuntime().halt(CONFIGURATION_ERROR);
        }
    }

    private static String remedy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SecurityException) {
                return ". The security manager lets it start if its policy file says: grant codeBase \"" + place()
                        + "\" { permission java.security.AllPermission; };";
            }
        }
        return "";
    }

    /** The location of the agent's jar, found in a way that a security manager allows. */
    private static String place() {
        String entry = String.valueOf(LastWord.class.getResource("LastWord.class"));
        int end = entry.indexOf("!/");
        return entry.startsWith("jar:") && end > 0 ? entry.substring("jar:".length(), end) : "file:/…/lastcall.jar";
    }

    /** The original failure, without the exceptions that wrap it. */
    static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof InvocationTargetException || failure.getClass() == RuntimeException.class;
        return wrapped && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Does not use {@code System.err}, since the application may have replaced it. */
    static void say(String line) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write((line + System.getProperty("line.separator")).getBytes(StandardCharsets.UTF_8));
        } catch (IOException standardErrorIsClosed) {
            // nobody is there to be told
        } catch (SecurityException deniedByTheSecurityManager) {
            System.err.println(line);
        }
    }
}
