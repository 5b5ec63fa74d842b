package dev.lastcall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at a process before it is attached to. The attach API sends SIGQUIT to whatever has that number, and in Java 17
 * does not look first: it would end a process that is not a Java virtual machine, or one that runs with {@code -Xrs}.
 */
final class JavaProcess {
    /** SIGQUIT is signal 3; signal n is bit n - 1 (proc(5), {@code SigCgt}). */
    private static final long SIGQUIT = 1L << 2;

    private static final String CAUGHT = "SigCgt:";

    private JavaProcess() {}

    /** @throws CommandFailure if there is no such process, or it can be seen not to be one to attach to */
    static void check(long pid) {
        if (pid < 1 || ProcessHandle.of(pid).isEmpty()) {
            throw new CommandFailure("there is no process " + pid + " here; jps lists those of Java");
        }
        if (!catchesQuit(pid)) {
            throw new CommandFailure(
                    "process " + pid + " is no Java process that lets agents be attached; jps lists those of Java");
        }
    }

    /** True where the system does not tell. */
    private static boolean catchesQuit(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(CAUGHT)) {
                    return (Long.parseUnsignedLong(
                                            line.substring(CAUGHT.length()).strip(), 16)
                                    & SIGQUIT)
                            != 0;
                }
            }
            return true;
        } catch (IOException | NumberFormatException notLinux) {
            return true;
        }
    }
}
