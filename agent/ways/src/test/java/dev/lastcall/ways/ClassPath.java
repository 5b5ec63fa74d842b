package dev.lastcall.ways;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path of the tests. */
final class ClassPath {
    private ClassPath() {}

    static String text() {
        return System.getProperty("java.class.path", "");
    }

    static List<String> entries() {
        return Arrays.asList(text().split(File.pathSeparator, -1));
    }

    /** The folder of this module's own classes, which stands first. */
    static Path classes() {
        return Path.of(entries().get(0)).toAbsolutePath();
    }
}
