package dev.lastcall.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a service has to be observed before its silence counts, since it may do rare work then: {@code
 * sunday}, {@code month-end}, or a date such as {@code 2026-12-31}. Immutable.
 *
 * @param text as written
 */
public record MustCover(String text) {
    /** The accepted words; a date is accepted as well. */
    public static final List<String> WORDS = List.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "weekend",
            "month-start",
            "month-end",
            "quarter-end",
            "year-end");

    /** The day that the text names; null if it names none. */
    public static @Nullable MustCover parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return WORDS.contains(word) || date(word) != null ? new MustCover(word) : null;
    }

    /** Whether that day is one of these days. */
    public boolean isOn(LocalDate day) {
        return switch (text) {
            case "weekend" -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            case "month-start" -> day.getDayOfMonth() == 1;
            case "month-end" -> isMonthEnd(day);
            case "quarter-end" -> isMonthEnd(day) && day.getMonthValue() % 3 == 0;
            case "year-end" -> day.equals(day.with(TemporalAdjusters.lastDayOfYear()));
            default -> {
                LocalDate date = date(text);
                yield date == null
                        ? day.getDayOfWeek().name().toLowerCase(Locale.ROOT).equals(text)
                        : day.equals(date);
            }
        };
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(day.with(TemporalAdjusters.lastDayOfMonth()));
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
