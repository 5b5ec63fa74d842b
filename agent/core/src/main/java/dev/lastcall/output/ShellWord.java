package dev.lastcall.output;

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
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!Character.isLetterOrDigit(c) && "/._-+=:,@%".indexOf(c) < 0 && !(windows && c == '\\')) {
                return false;
            }
        }
        return !path.isEmpty();
    }
}
