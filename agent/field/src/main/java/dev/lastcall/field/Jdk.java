package dev.lastcall.field;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK to run on. */
record Jdk(Path home, int feature) {
    private static final int OLDEST = 17;
    private static final int FIRST_WITH_METHOD_TRACE = 25;

    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The running one and its neighbours from Java 17 on, the first of each version. */
    static List<Jdk> installed() throws IOException {
        Map<Integer, Jdk> found = new TreeMap<>();
        found.put(running().feature(), running());
        try (Stream<Path> neighbours =
                Files.list(running().home().toAbsolutePath().getParent())) {
            for (Path home : neighbours.sorted().toList()) {
                int feature = feature(home);
                if (feature >= OLDEST && Files.isExecutable(home.resolve("bin/java"))) {
                    found.putIfAbsent(feature, new Jdk(home, feature));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** From the line {@code JAVA_VERSION="17.0.15"} of its release file; 0 if there is none. */
    private static int feature(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException noRelease) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty() || version.startsWith("1.")
                ? 0
                : Runtime.Version.parse(version).feature();
    }

    /** Whether Flight Recorder has {@code jdk.MethodTrace}. */
    boolean tracesMethods() {
        return feature >= FIRST_WITH_METHOD_TRACE;
    }

    Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
