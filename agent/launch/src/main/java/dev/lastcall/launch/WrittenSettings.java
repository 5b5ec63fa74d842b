package dev.lastcall.launch;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * Settings as the user has written them, for a start that fails before the code that reads and checks them is loaded. A
 * setting that cannot be read counts as unset.
 */
final class WrittenSettings {
    private final String argument;

    /** @param argument what stands behind {@code -javaagent:lastcall.jar=} */
    WrittenSettings(String argument) {
        this.argument = argument;
    }

    /** Whether calls should be refused, by the mode that is set, else by that of a policy file. */
    boolean block() {
        String mode = value("mode");
        return mode.isEmpty() ? anyFileSaysBlock(value("policy")) : mode.equalsIgnoreCase("block");
    }

    boolean exitsOnError() {
        return !value("on-error").equalsIgnoreCase("continue");
    }

    /** The value of the first of the three spellings that is set; empty if none is. */
    private String value(String setting) {
        String value = property("lastcall." + setting);
        if (value.isEmpty()) {
            value = part(setting + '=');
        }
        return value.isEmpty()
                ? variable("LASTCALL_" + setting.replace('-', '_').toUpperCase(Locale.ROOT))
                : value;
    }

    private static String property(String name) {
        try {
            return System.getProperty(name, "").trim();
        } catch (SecurityException denied) {
            return "";
        }
    }

    private static String variable(String name) {
        try {
            String value = System.getenv(name);
            return value == null ? "" : value.trim();
        } catch (SecurityException denied) {
            return "";
        }
    }

    /** Splits the argument at commas, except for commas in parentheses, where no setting's name can follow. */
    private String part(String beginning) {
        for (StringTokenizer parts = new StringTokenizer(argument, ","); parts.hasMoreTokens(); ) {
            String part = parts.nextToken().trim();
            if (part.startsWith(beginning)) {
                return part.substring(beginning.length()).trim();
            }
        }
        return "";
    }

    private static boolean anyFileSaysBlock(String files) {
        for (StringTokenizer paths = new StringTokenizer(files, File.pathSeparator); paths.hasMoreTokens(); ) {
            if (saysBlock(paths.nextToken().trim())) {
                return true;
            }
        }
        return false;
    }

    /** A line of the file's own, since those of the rules are indented. */
    private static boolean saysBlock(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new FileInputStream(file), "UTF-8"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("mode:") && line.toLowerCase(Locale.ROOT).contains("block")) {
                    return true;
                }
            }
            return false;
        } catch (Exception unreadable) {
            return false;
        }
    }
}
