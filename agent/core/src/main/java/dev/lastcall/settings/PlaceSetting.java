package dev.lastcall.settings;

import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Spelling;
import java.io.File;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code log} and {@code ledger}: a word or a path. {@code Stdout} means the word, and must not silently
 * become a file of that name. What is meant as a path alone says so: {@code ./Stdout}.
 */
final class PlaceSetting {
    /** Spelling of other tools for {@code none}, for standard error, and for standard output. */
    private static final List<String> FOR_NONE = List.of("off", "false", "no", "null", "nil", "disabled");

    private static final List<String> FOR_STDERR =
            List.of("err", "system.err", "console", "on", "true", "yes", "standard-error");
    private static final List<String> FOR_STDOUT = List.of("out", "system.out", "-", "standard-output");

    private PlaceSetting() {}

    /** Whether the value is one of the setting's words, or so near to one that it is taken for it. */
    static boolean meansWord(Setting setting, String text) {
        return setting.words().contains(text)
                || (setting == Setting.LOG ? meantLog(text) : meantWord(text, setting.words())) != null;
    }

    private static @Nullable String meantLog(String text) {
        return FOR_STDERR.contains(lower(text))
                ? Settings.STDERR
                : FOR_STDOUT.contains(lower(text)) ? Settings.STDOUT : meantWord(text, Setting.LOG.words());
    }

    /** A word or a file; if it is wrong, the default, and the problem is noted. */
    static String log(SettingValue value, List<Problem> problems) {
        String text = value.text();
        if (Setting.LOG.words().contains(text)) {
            return text;
        }
        String meant = meantLog(text);
        File file = new File(text);
        if (meant != null) {
            wrong(value, isAnotherWord(text, "file", meant), problems);
        } else if (file.isDirectory()) {
            wrong(value, "is a folder; name a file in it", problems);
        } else if (!folder(file).isDirectory()) {
            wrong(
                    value,
                    "is in a folder that does not exist: " + folder(file).getPath()
                            + "; make it, or name a file elsewhere",
                    problems);
        } else {
            return text;
        }
        return Settings.STDERR;
    }

    /** The word or a folder; if it is wrong, the word, and the problem is noted. */
    static String ledger(SettingValue value, List<Problem> problems) {
        String text = value.text();
        if (Setting.LEDGER.words().contains(text)) {
            return text;
        }
        String meant = meantWord(text, Setting.LEDGER.words());
        if (meant != null) {
            wrong(value, isAnotherWord(text, "folder", meant), problems);
        } else if (new File(text).isFile()) {
            wrong(
                    value,
                    "is a file; name a folder, in which each process makes a file of its own" + parentOf(text),
                    problems);
        } else {
            return text;
        }
        return Settings.NONE;
    }

    private static File folder(File file) {
        File folder = file.getAbsoluteFile().getParentFile();
        return folder == null ? file : folder;
    }

    private static String parentOf(String ledger) {
        return ledger.endsWith(".lastcall") ? ": " + folder(new File(ledger)).getPath() : "";
    }

    private static @Nullable String meantWord(String text, List<String> words) {
        if (FOR_NONE.contains(lower(text))) {
            return Settings.NONE;
        }
        boolean isPath = text.indexOf('/') >= 0 || text.indexOf(File.separatorChar) >= 0;
        return isPath ? null : Spelling.nearest(text, words);
    }

    private static String isAnotherWord(String text, String what, String meant) {
        return "is not allowed; did you mean '" + meant + "'? For a " + what + " of that name write ./" + text;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static void wrong(SettingValue value, String message, List<Problem> problems) {
        problems.add(new Problem(value.place(), "'" + value.text() + "' " + message));
    }
}
