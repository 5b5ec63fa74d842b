package dev.lastcall.e2e;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** An installed JDK that the agent supports. */
record Jdk(Path home, int feature) {
    private static final int OLDEST = 17;
    private static final List<Jdk> INSTALLED = find();

    /** In order of version, each real folder once, and one of each feature version; never empty. */
    static List<Jdk> installed() {
        return INSTALLED;
    }

    /** The one that runs this test. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static List<Jdk> find() {
        Map<Integer, Jdk> found = new TreeMap<>();
        Map<Path, String> skipped = new TreeMap<>();
        found.put(running().feature(), running());
        for (Path home : candidates()) {
            consider(home, found, skipped);
        }
        System.out.println("JDKs to test on: "
                + found.values().stream().map(jdk -> jdk + " at " + jdk.home()).toList());
        skipped.forEach((home, reason) -> System.out.println("JDK skipped: " + home + ": " + reason));
        return List.copyOf(found.values());
    }

    private static void consider(Path home, Map<Integer, Jdk> found, Map<Path, String> skipped) {
        int feature = feature(home);
        if (feature == 0) {
            skipped.put(home, "no release file that names a version");
        } else if (feature < OLDEST) {
            skipped.put(home, "Java " + feature + " is not supported");
        } else if (!Files.isExecutable(home.resolve("bin/javac"))) {
            skipped.put(home, "has no compiler");
        } else if (found.putIfAbsent(feature, new Jdk(home, feature)) != null
                && !found.get(feature).home().equals(home)) {
            skipped.put(home, "another JDK " + feature + " was found first");
        }
    }

    /** What the variables {@code JAVA_HOME…} name, and the neighbours of the running JDK. */
    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) {
                addReal(Path.of(value), candidates);
            }
        });
        Path folder = running().home().toAbsolutePath().getParent();
        try (DirectoryStream<Path> neighbours = Files.newDirectoryStream(folder, Files::isDirectory)) {
            neighbours.forEach(home -> addReal(home, candidates));
        } catch (IOException unreadable) {
            System.out.println("JDKs beside the running one were not looked for: " + unreadable);
        }
        return candidates;
    }

    private static void addReal(Path home, List<Path> candidates) {
        try {
            Path real = home.toRealPath();
            if (!candidates.contains(real)) {
                candidates.add(real);
            }
        } catch (IOException notThere) {
            System.out.println("JDK skipped: " + home + ": " + notThere);
        }
    }

    /** From the line {@code JAVA_VERSION="17.0.15"}; 0 if there is none. */
    private static int feature(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException noRelease) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty()
                ? 0
                : Runtime.Version.parse(version.replace("1.8.0_", "8.0.")).feature();
    }
}
