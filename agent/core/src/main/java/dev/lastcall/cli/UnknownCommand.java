package dev.lastcall.cli;

import dev.lastcall.policyfile.Spelling;
import java.util.List;
import picocli.CommandLine;

/** What the tool says of a word that is no command. */
final class UnknownCommand {
    private UnknownCommand() {}

    /** For an error message: what was typed and what there is. */
    static String message(CommandLine tool, String name) {
        List<String> names = List.copyOf(tool.getSubcommands().keySet());
        String nearest = Spelling.nearest(name, names);
        return "unknown command '" + name + "'"
                + (nearest == null ? "; there" : "; did you mean '" + nearest + "'? There") + " are: "
                + String.join(", ", names);
    }
}
