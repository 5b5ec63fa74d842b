package dev.lastcall.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** Tells the user why there is no agent. Apart from the launcher, so that a start that goes well does without it. */
final class LastWord {
    private LastWord() {}

    /** What went wrong, without what only passes it on. */
    static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof InvocationTargetException || failure.getClass() == RuntimeException.class;
        return wrapped && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Not through {@code System.err}: the application may have replaced it. */
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
