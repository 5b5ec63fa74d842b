package dev.lastcall.field;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that got ready, was used and has ended.
 *
 * @param output what it wrote and answered, without what differs from run to run
 * @param known calls that it is known to have made, by {@code Class#member} of what was called
 * @param stopped when it was told to stop, null if it ended by itself
 */
record Ended(
        int exit,
        List<String> output,
        Map<String, Long> known,
        @Nullable Instant stopped) {
    Ended {
        output = List.copyOf(output);
        known = Map.copyOf(known);
    }

    Ended(int exit, List<String> output, Map<String, Long> known) {
        this(exit, output, known, null);
    }

    Ended knowing(Map<String, Long> calls) {
        return new Ended(exit, output, calls, stopped);
    }

    Ended writing(List<String> lines) {
        return new Ended(exit, lines, known, stopped);
    }
}
