package dev.lastcall.ways;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What rows need beside the classes of this module, made once for all JVMs. */
final class Ingredients {
    private static final String AGENT = "agent-here";

    private final Path folder;

    Ingredients(Path folder) {
        this.folder = folder;
    }

    /** For the JVMs of the rows: this module's classes and the libraries that rows use, no more. */
    List<String> classPath() {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith("test-classes") || entry.contains("byte-buddy")) {
                path.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return path;
    }

    /** A flag with what it names filled in. */
    List<String> filled(String flag, Jdk jdk, Path lastcall, String settings) {
        return List.of(flag.replace("{folder}", folder.toString()));
    }

    /** The flags with the agent's in its place: where one says so, else in front. */
    static List<String> atAgent(List<String> flags, String agent) {
        List<String> all = new ArrayList<>(flags);
        int at = all.indexOf(AGENT);
        if (at >= 0) {
            all.set(at, agent);
        } else {
            all.add(0, agent);
        }
        return all;
    }
}
