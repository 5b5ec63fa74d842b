package com.acme.chat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A JDK of this machine.
 *
 * @param home its folder, without symbolic links
 * @param version as its {@code release} file has it, such as 17.0.15
 */
record Jdk(Path home, String version) {
    private static final int OLDEST = 17;
    private static final List<Jdk> INSTALLED = find();

    /**
     * All that can run the agent: the one that runs this test, those beside it, those in the folder where Linux
     * distributions put them, and those that {@code JAVA_HOME...} variables name.
     */
    static List<Jdk> installed() {
        return INSTALLED;
    }

    /** The one that runs this test. */
    static Jdk running() {
        return INSTALLED.get(0);
    }

    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    private static List<Jdk> find() {
        try {
            Path running = Path.of(System.getProperty("java.home")).toRealPath();
            Map<Path, Jdk> others = new TreeMap<>();
            for (Path home : candidates(running)) {
                Path real = home.toRealPath();
                String version = versionOf(real);
                if (!real.equals(running) && feature(version) >= OLDEST) {
                    others.put(real, new Jdk(real, version));
                }
            }
            List<Jdk> found = new ArrayList<>();
            found.add(new Jdk(running, System.getProperty("java.version")));
            found.addAll(others.values());
            System.out.println("JDKs found: "
                    + found.stream().map(jdk -> jdk + " in " + jdk.home()).toList());
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> candidates(Path running) throws IOException {
        List<Path> homes = new ArrayList<>();
        addFoldersIn(running.resolve(".."), homes);
        addFoldersIn(Path.of("/usr/lib/jvm"), homes);
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("JAVA_HOME")
                    && !variable.getValue().isBlank()) {
                homes.add(Path.of(variable.getValue()));
            }
        }
        homes.removeIf(home -> !Files.isExecutable(home.resolve("bin").resolve("java")));
        return homes;
    }

    private static void addFoldersIn(Path parent, List<Path> homes) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
            folders.forEach(homes::add);
        }
    }

    private static String versionOf(Path home) throws IOException {
        File release = home.resolve("release").toFile();
        if (!release.isFile()) {
            return "";
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(release.toPath())) {
            properties.load(in);
        }
        return properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    }

    /** 17 for 17.0.15, 8 for 1.8.0, 0 for what is no version. */
    private static int feature(String version) {
        if (version.isEmpty()) {
            return 0;
        }
        String number = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(number.split("[^0-9]", 2)[0]);
    }
}
