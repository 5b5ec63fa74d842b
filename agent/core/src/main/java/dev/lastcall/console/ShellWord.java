package dev.lastcall.console;

import java.io.File;

/** A path as a shell takes it. */
final class ShellWord {
    private ShellWord() {}

    static String of(String path) {
        return of(path, File.separatorChar == '\\');
    }

    static String of(String path, boolean windows) {
        if (isPlain(path, windows)) {
            return path;
        }
        return windows ? '"' + path + '"' : "'" + path.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String path, boolean windows) {
        char[] chars = path.toCharArray();
        for (char c : chars) {
            boolean isAscii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= '9');
            if (!isAscii && !Character.isLetterOrDigit(c) && "/._-+=:,@%".indexOf(c) < 0 && !(windows && c == '\\')) {
                return false;
            }
        }
        return !path.isEmpty();
    }
}
