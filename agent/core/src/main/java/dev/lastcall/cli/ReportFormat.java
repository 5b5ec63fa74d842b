package dev.lastcall.cli;

import dev.lastcall.report.JsonReport;
import dev.lastcall.report.TextReport;
import dev.lastcall.verdict.Report;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms that a report can take. */
enum ReportFormat {
    TEXT,
    JSON;

    String write(Report report) {
        return switch (this) {
            case TEXT -> TextReport.of(report);
            case JSON -> JsonReport.of(report);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the word on the command line. */
    static final class Converter implements ITypeConverter<ReportFormat> {
        @Override
        public ReportFormat convert(String word) {
            for (ReportFormat format : values()) {
                if (format.toString().equalsIgnoreCase(word)) {
                    return format;
                }
            }
            String known = Arrays.stream(values()).map(ReportFormat::toString).collect(Collectors.joining(", "));
            throw new TypeConversionException("unknown format '" + word + "'; there are: " + known);
        }
    }
}
