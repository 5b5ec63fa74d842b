package dev.lastcall.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The day by the clock of this process, on which entries of a policy or a baseline expire. All who ask within a process
 * get it in one time zone, the one that the process had when the first of them asked: an application that sets another
 * one must not bring back what has expired. To ask loads the JDK's time zones. Thread-safe.
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
