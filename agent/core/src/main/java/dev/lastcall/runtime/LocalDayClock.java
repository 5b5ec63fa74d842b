package dev.lastcall.runtime;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The day by the clock of this process. In the time zone that it had when first asked: an application that sets another
 * one must not bring back what has expired. Not thread-safe.
 */
final class LocalDayClock implements Supplier<LocalDate> {
    private @Nullable ZoneId zone;

    @Override
    public LocalDate get() {
        ZoneId known = zone;
        if (known == null) {
            known = ZoneId.systemDefault();
            zone = known;
        }
        return LocalDate.now(known);
    }
}
