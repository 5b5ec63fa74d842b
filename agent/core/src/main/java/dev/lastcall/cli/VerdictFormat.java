package dev.lastcall.cli;

import dev.lastcall.policyfile.Spelling;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms that a verdict can take. */
enum VerdictFormat {
    TEXT,
    JSON;

    /** By the word on the command line. */
    static final class Converter implements ITypeConverter<VerdictFormat> {
        @Override
        public VerdictFormat convert(String word) {
            for (VerdictFormat format : values()) {
                if (format.name().equalsIgnoreCase(word)) {
                    return format;
                }
            }
            throw new TypeConversionException(
                    "unknown format '" + word + "'" + Spelling.remedy(word, List.of("text", "json")));
        }
    }
}
