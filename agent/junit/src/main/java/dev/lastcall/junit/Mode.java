package dev.lastcall.junit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a new call site that a test reaches. */
enum Mode {
    /** It is recorded. */
    RECORD,
    /** It is reported at the end. */
    WARN,
    /** The test fails. */
    FAIL;

    /** @throws IllegalArgumentException if there is no such mode */
    static Mode of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return RECORD;
        }
        for (Mode mode : values()) {
            if (mode.name().equalsIgnoreCase(text.strip())) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "lastcall: " + JunitSettings.MODE + "=" + text + " is not allowed; allowed are record, warn and fail");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
