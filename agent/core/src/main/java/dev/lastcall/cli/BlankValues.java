package dev.lastcall.cli;

import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses values without text, such as those of a script's variable that is not set: {@code --service ''} would be
 * about no service, a list of nothing but commas about all, and a path about the working folder.
 */
final class BlankValues {
    private BlankValues() {}

    /** @throws ParameterException if there is one, in whatever command */
    static void refuse(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.hasSubcommand() ? each.subcommand() : null) {
            for (ArgSpec argument : each.matchedArgs()) {
                if (argument.isOption() || isPath(argument)) {
                    for (String value : argument.originalStringValues()) {
                        refuse(each, argument, value);
                    }
                }
            }
        }
    }

    private static void refuse(ParseResult parsed, ArgSpec argument, String value) {
        String separator = argument.splitRegex();
        String[] parts = separator.isEmpty() ? new String[] {value} : value.split(separator, -1);
        for (String part : parts) {
            if (part.isBlank()) {
                throw new ParameterException(
                        parsed.commandSpec().commandLine(),
                        name(argument) + ": '" + value + "' "
                                + (value.isBlank() ? "is empty" : "has an empty part")
                                + (argument.required()
                                        ? "; is a variable not set?"
                                        : "; name what is meant, or leave it out")
                                + (isEnvironment(argument)
                                        ? ", and write \"''\" for processes without an environment"
                                        : ""));
            }
        }
    }

    private static boolean isPath(ArgSpec argument) {
        return Arrays.asList(argument.auxiliaryTypes()).contains(Path.class) || argument.type() == Path.class;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static boolean isEnvironment(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().endsWith("environment");
    }
}
