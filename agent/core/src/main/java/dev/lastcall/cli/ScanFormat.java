package dev.lastcall.cli;

import dev.lastcall.scan.JsonScan;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.TextScan;

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

    /** By the word on the command line. */
    static final class Converter extends WordConverter<ScanFormat> {
        Converter() {
            super("format", values());
        }
    }
}
