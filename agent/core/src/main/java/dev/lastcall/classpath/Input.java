package dev.lastcall.classpath;

import java.nio.file.Path;

/**
 * A jar, a folder or a class file that the user named.
 *
 * @param name as the user wrote it: it stands for the code source in what is reported
 * @param path where it is
 */
public record Input(String name, Path path) {
    /** One sentence, for what is not there: where it was looked for. */
    String missing() {
        return name + ": there is no such file or folder" + where(Path.of(name), path);
    }

    private static String where(Path written, Path resolved) {
        int inner = resolved.getNameCount() - written.getNameCount();
        if (written.isAbsolute() || inner < 0 || !resolved.endsWith(written) || resolved.getRoot() == null) {
            return "";
        }
        Path folder = inner == 0 ? resolved.getRoot() : resolved.getRoot().resolve(resolved.subpath(0, inner));
        return ": " + resolved + " (the working folder is " + folder + ")";
    }
}
