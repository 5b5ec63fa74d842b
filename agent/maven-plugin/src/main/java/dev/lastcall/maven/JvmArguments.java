package dev.lastcall.maven;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a JVM as one text, as Surefire and Failsafe take it: split at spaces outside quotes. Pure functions.
 */
final class JvmArguments {
    private static final String OURS = "-Dlastcall.junit.";

    private JvmArguments() {}

    /**
     * Puts the plugin's arguments before the existing ones, and removes those that it added earlier.
     *
     * @param jar the agent's jar, by whose name an earlier argument is recognized
     */
    static String prepend(List<String> ours, String jar, @Nullable String present) {
        List<String> all = new ArrayList<>(ours);
        for (String argument : split(present == null ? "" : present)) {
            if (!argument.startsWith("-javaagent:" + jar) && !argument.startsWith(OURS)) {
                all.add(argument);
            }
        }
        List<String> quoted = new ArrayList<>();
        for (String argument : all) {
            quoted.add(quoted(argument));
        }
        return String.join(" ", quoted);
    }

    /** One argument, in quotes if it contains spaces or quotes. */
    static String quoted(String argument) {
        boolean plain = !argument.isEmpty();
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            plain &= !Character.isWhitespace(c) && c != '"' && c != '\'';
        }
        if (plain) {
            return argument;
        }
        char quote = argument.indexOf('"') >= 0 ? '\'' : '"';
        return quote + argument + quote;
    }

    /** The arguments of a text, without their quotes. */
    static List<String> split(String text) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        char quote = 0;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                any = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (any) {
                    arguments.add(argument.toString());
                }
                argument.setLength(0);
                any = false;
            } else {
                argument.append(c);
                any = true;
            }
        }
        if (any) {
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
