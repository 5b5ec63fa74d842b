package dev.lastcall.runtime;

import java.time.Instant;
import java.util.Optional;

/** When this process started. To be asked on the agent's thread: the JDK loads a dozen classes to tell. */
final class JvmStart {
    private JvmStart() {}

    /** In milliseconds since 1970 UTC; 0 if the system does not say. */
    static long millis() {
        try {
            Optional<Instant> start = ProcessHandle.current().info().startInstant();
            return start.isPresent() ? Math.max(0, start.get().toEpochMilli()) : 0;
        } catch (RuntimeException denied) {
            return 0;
        }
    }
}
