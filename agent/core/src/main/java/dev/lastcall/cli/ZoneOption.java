package dev.lastcall.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The time zone of days, for every command that speaks of days: allow entries must expire at one midnight. */
final class ZoneOption {
    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Converter.class,
            description = "The time zone of days, as in Europe/Berlin. Default: the system's.")
    private @Nullable ZoneId zone;

    /** That zone; where the user names none, that of the clock. */
    ZoneId of(Clock clock) {
        return zone != null ? zone : clock.getZone();
    }

    /** The day in that zone. */
    LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), of(clock));
    }

    /** A time zone. */
    static final class Converter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time zone; write it as in Europe/Berlin, UTC or +02:00");
            }
        }
    }
}
