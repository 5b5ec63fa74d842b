package dev.lastcall.cli;

/** The forms that most commands' results can take; those of a report are more. */
enum TextOrJson {
    TEXT,
    JSON;

    /** By the word on the command line. */
    static final class Converter extends WordConverter<TextOrJson> {
        Converter() {
            super("format", values());
        }
    }
}
