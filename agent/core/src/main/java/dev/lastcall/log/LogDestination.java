package dev.lastcall.log;

import java.io.File;

/** Where log lines go: the setting {@code log}. */
public sealed interface LogDestination {
    /**
     * The process's standard error itself, not what the application may have put in the place of {@code System.err}.
     */
    record Stderr() implements LogDestination {}

    /** The process's standard output itself. */
    record Stdout() implements LogDestination {}

    /** Nowhere. */
    record None() implements LogDestination {}

    /** At the end of a file, which is created if it doesn't exist; its folder is not. */
    record ToFile(File file) implements LogDestination {}

    /** What a value of the setting means; any value but the three words is a path. */
    static LogDestination of(String setting) {
        return switch (setting) {
            case "stderr" -> new Stderr();
            case "stdout" -> new Stdout();
            case "none" -> new None();
            default -> new ToFile(new File(setting));
        };
    }
}
