package dev.lastcall.cli;

import dev.lastcall.report.JsonReport;
import dev.lastcall.report.TextReport;
import dev.lastcall.verdict.Report;

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

    /** By the word on the command line. */
    static final class Converter extends WordConverter<ReportFormat> {
        Converter() {
            super("format", values());
        }
    }
}
