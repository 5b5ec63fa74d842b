package dev.lastcall.cli;

import picocli.CommandLine.Option;

/** The form of a result that is read by people or by programs. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = TextOrJson.Converter.class,
            description = "text or json. Default: text.")
    private TextOrJson format = TextOrJson.TEXT;

    boolean isJson() {
        return format == TextOrJson.JSON;
    }
}
