package dev.lastcall.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of what {@link JsonReport} writes. */
public final class ReportSchema {
    /** Name and version of the form. */
    static final String NAME = "lastcall.report/1";

    private ReportSchema() {}

    /** The schema. */
    public static String text() {
        try (InputStream in = ReportSchema.class.getResourceAsStream("report.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks report.schema.json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
