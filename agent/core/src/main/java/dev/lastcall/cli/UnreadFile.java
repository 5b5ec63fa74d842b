package dev.lastcall.cli;

import java.io.IOException;
import java.nio.file.Path;

/** What the tool says of a file that it cannot read as a ledger. */
final class UnreadFile {
    private UnreadFile() {}

    static String inWords(Path file, IOException e) {
        String message = Failures.inWords(e);
        return (message.contains(file.toString()) ? message : file + ": " + message) + meant(file.toString());
    }

    /** Files of other commands. */
    private static String meant(String name) {
        if (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear")) {
            return "; to look into a jar: " + CommandLineTool.NAME + " scan --policy POLICY " + name;
        }
        boolean isPolicy = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".txt");
        return isPolicy ? "; to check a policy: " + CommandLineTool.NAME + " policy check " + name : "";
    }
}
