package dev.lastcall.ways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An installed JDK that the agent supports. */
record Jdk(int feature, Path home) {

    /** One of each feature release from 17 on: the one that runs the tests, and its neighbours on disk. */
    static Collection<Jdk> installed() {
        Path own = Path.of(System.getProperty("java.home"));
        TreeMap<Integer, Jdk> byFeature = new TreeMap<>();
        byFeature.put(Runtime.version().feature(), new Jdk(Runtime.version().feature(), own));
        Path neighbours = own.getParent();
        if (neighbours != null) {
            try (Stream<Path> homes = Files.list(neighbours)) {
                homes.sorted().forEach(home -> {
                    int feature = feature(home);
                    if (feature >= 17) {
                        byFeature.putIfAbsent(feature, new Jdk(feature, home));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(byFeature.values());
    }

    static Jdk newest() {
        List<Jdk> all = List.copyOf(installed());
        return all.get(all.size() - 1);
    }

    /** 0 if there is no JDK. */
    private static int feature(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return 0;
        }
        try (var in = Files.newBufferedReader(release)) {
            Properties properties = new Properties();
            properties.load(in);
            String version = properties
                    .getProperty("JAVA_VERSION", "0")
                    .replace("\"", "")
                    .replace("-ea", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException unknownVersion) {
            return 0;
        }
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
