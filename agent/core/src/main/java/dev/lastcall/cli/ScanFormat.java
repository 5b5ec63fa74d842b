package dev.lastcall.cli;

import dev.lastcall.scan.JsonScan;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.TextScan;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms that a scan's result can take. */
enum ScanFormat {
    TEXT,
    JSON;

    String write(Scan scan) {
        return switch (this) {
            case TEXT -> TextScan.of(scan);
            case JSON -> JsonScan.of(scan);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the word on the command line. */
    static final class Converter implements ITypeConverter<ScanFormat> {
        @Override
        public ScanFormat convert(String word) {
            for (ScanFormat format : values()) {
                if (format.toString().equalsIgnoreCase(word)) {
                    return format;
                }
            }
            String known = Arrays.stream(values()).map(ScanFormat::toString).collect(Collectors.joining(", "));
            throw new TypeConversionException("unknown format '" + word + "'; there are: " + known);
        }
    }
}
