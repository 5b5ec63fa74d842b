package dev.lastcall.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current day by the clock of this process, by which entries of a policy or a baseline expire. All code in a
 * process gets it in the same time zone, that of the first call: an application that changes the time zone must not
 * bring expired entries back. A call loads the JDK's time zones. Thread-safe.
 */
public final class LocalDayClock implements Supplier<LocalDate> {
    private static volatile @Nullable ZoneId zone;

    /** Today. */
    @Override
    public LocalDate get() {
        return LocalDate.now(zone());
    }

    /**
     * The day of a moment.
     *
     * @param millis since 1970, UTC
     */
    public static LocalDate dayOf(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone());
    }

    private static ZoneId zone() {
        ZoneId known = zone;
        if (known == null) {
            known = first();
        }
        return known;
    }

    private static synchronized ZoneId first() {
        ZoneId known = zone;
        if (known == null) {
            known = ZoneId.systemDefault();
            zone = known;
        }
        return known;
    }
}
