package dev.lastcall.cli;

/** The forms that a verdict can take. */
enum VerdictFormat {
    TEXT,
    JSON;

    /** By the word on the command line. */
    static final class Converter extends WordConverter<VerdictFormat> {
        Converter() {
            super("format", values());
        }
    }
}
