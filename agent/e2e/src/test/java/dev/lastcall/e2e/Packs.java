package dev.lastcall.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;

/** The packs of the shipped jar. */
final class Packs {
    private Packs() {}

    /** The classes that a pack's list names, sorted, as the jar's table has them. */
    static List<String> classesOf(String pack) throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry("inst/packs"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.endsWith(" " + pack))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .sorted()
                    .toList();
        }
    }
}
