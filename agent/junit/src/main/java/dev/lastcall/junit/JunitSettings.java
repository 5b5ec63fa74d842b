package dev.lastcall.junit;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The user's settings, from configuration parameters of the JUnit Platform: in {@code junit-platform.properties}, as
 * system properties, or in the build.
 *
 * @param mode what happens to new call sites
 * @param baseline file of call sites that are tolerated; null: none
 * @param output folder for the file that says which test calls what; null: none is written
 */
record JunitSettings(
        Mode mode, @Nullable String baseline, @Nullable String output) {
    static final String MODE = "lastcall.junit.mode";
    static final String BASELINE = "lastcall.junit.baseline";
    static final String OUTPUT = "lastcall.junit.output";

    static final JunitSettings DEFAULT = new JunitSettings(Mode.RECORD, null, null);

    /** @throws IllegalArgumentException if a value is not allowed */
    static JunitSettings read(Function<String, Optional<String>> parameters) {
        return new JunitSettings(
                Mode.of(parameters.apply(MODE).orElse(null)),
                text(parameters.apply(BASELINE)),
                text(parameters.apply(OUTPUT)));
    }

    private static @Nullable String text(Optional<String> value) {
        return value.filter(set -> !set.isBlank()).map(String::strip).orElse(null);
    }
}
