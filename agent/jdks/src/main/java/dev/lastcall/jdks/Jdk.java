package dev.lastcall.jdks;

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

/**
 * An installed JDK that the agent supports.
 *
 * @param feature its version: 17, 25
 */
public record Jdk(Path home, int feature) {
    private static final int OLDEST = 17;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final List<Jdk> INSTALLED = find();
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final List<String> QUICK_TO_START = quick();

    /** In order of version, each real folder once, and one of each feature version; never empty. */
    public static List<Jdk> installed() {
        return INSTALLED;
    }

    /** The one that runs this test. */
    public static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The installed one with the highest version. */
    public static Jdk newest() {
        return INSTALLED.get(INSTALLED.size() - 1);
    }

    /**
     * Where a test runs that is not about the JVM: one of the installed ones, always the same one, chosen by the test's
     * name, so that each gets its share of the tests; with {@code -Dlastcall.test.each=true} all.
     */
    public static List<Jdk> chosenFor(String test) {
        return Boolean.getBoolean("lastcall.test.each")
                ? INSTALLED
                : List.of(INSTALLED.get(Math.floorMod(test.hashCode(), INSTALLED.size())));
    }

    /**
     * The options of a JVM whose test is not about the JVM: one compiler, one thread that collects garbage, and pages
     * of 2 MB where the kernel provides them on demand, since it takes longer to provide five hundred small ones.
     */
    public static List<String> quickToStart() {
        return QUICK_TO_START;
    }

    /** Whether virtual threads are more than a preview in it. */
    public boolean hasVirtualThreads() {
        return feature >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** How a command begins that runs a program on it. */
    public String java() {
        return tool("java").toString();
    }

    /** One of its commands. */
    public Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static List<String> quick() {
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        try {
            if (Files.readString(HUGE_PAGES).contains("[madvise]")) {
                options.add("-XX:+UseTransparentHugePages");
            }
        } catch (IOException unknown) {
            // another system, or a kernel without them
        }
        return List.copyOf(options);
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

    /**
     * What the variables {@code JAVA_HOME…} name, the neighbours of the running JDK, and where Linux distributions put
     * them.
     */
    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) {
                addReal(Path.of(value), candidates);
            }
        });
        addFolders(running().home().resolve(".."), candidates);
        addFolders(Path.of("/usr/lib/jvm"), candidates);
        return candidates;
    }

    private static void addFolders(Path parent, List<Path> candidates) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(parent, Files::isDirectory)) {
            homes.forEach(home -> addReal(home, candidates));
        } catch (IOException unreadable) {
            System.out.println("JDKs were not looked for in " + parent + ": " + unreadable);
        }
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
        try {
            return Runtime.Version.parse(version.replace("1.8.0_", "8.0.")).feature();
        } catch (IllegalArgumentException noVersion) {
            return 0;
        }
    }
}
