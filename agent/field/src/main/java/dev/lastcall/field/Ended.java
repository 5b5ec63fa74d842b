package dev.lastcall.field;

import java.util.List;
import java.util.Map;

/**
 * A program that got ready, was used and has ended.
 *
 * @param output what it wrote and answered, without what differs from run to run
 * @param known calls that it is known to have made, by {@code Class#member} of what was called
 */
record Ended(int exit, List<String> output, Map<String, Long> known) {
    Ended {
        output = List.copyOf(output);
        known = Map.copyOf(known);
    }

    Ended knowing(Map<String, Long> calls) {
        return new Ended(exit, output, calls);
    }

    Ended writing(List<String> lines) {
        return new Ended(exit, lines, known);
    }
}
