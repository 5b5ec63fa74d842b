package dev.lastcall.runtime;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * How many milliseconds ago the machine started, with the time in which it was suspended; 0 if the system does not say,
 * as only Linux does.
 */
final class MachineStart implements LongSupplier {
    private static final String UPTIME = "/proc/uptime";
    private static final int MOST_BYTES = 100;
    private static final int MILLIS_IN_A_SECOND = 1_000;

    @Override
    public long getAsLong() {
        try (InputStream file = new FileInputStream(UPTIME)) {
            byte[] text = new byte[MOST_BYTES];
            return millis(text, file.read(text));
        } catch (IOException | RuntimeException unknown) {
            return 0;
        }
    }

    /** Of a text that begins with seconds, such as {@code 350735.47 234388.90}; 0 if it does not. */
    static long millis(byte[] text, int length) {
        long seconds = 0;
        int at = 0;
        while (at < length && Character.isDigit(text[at])) {
            seconds = seconds * 10 + text[at++] - '0';
        }
        return at < length && text[at] == '.' ? seconds * MILLIS_IN_A_SECOND : 0;
    }
}
