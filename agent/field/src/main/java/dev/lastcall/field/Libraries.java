package dev.lastcall.field;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Has Maven resolve libraries into a folder, once for each list of coordinates. */
final class Libraries {
    private static final Properties VERSIONS = new Properties();
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";

    static {
        try (InputStream file = Libraries.class.getResourceAsStream("/versions.properties")) {
            VERSIONS.load(file);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Libraries() {}

    /** The version that the module's pom pins for that program. */
    static String version(String name) {
        String version = VERSIONS.getProperty(name);
        if (version == null) {
            throw new IllegalArgumentException(name);
        }
        return version;
    }

    /** Fills the folder {@code lib} there with these and what they need, unless it holds them. */
    static void resolve(List<String> coordinates, Path folder) throws IOException, InterruptedException {
        Path lib = folder.resolve("lib");
        if (coordinates.isEmpty() || holdsAll(lib, coordinates)) {
            return;
        }
        Files.createDirectories(folder);
        Path pom = Files.writeString(folder.resolve("pom.xml"), pom(coordinates));
        Path fresh = folder.resolve("lib-new");
        Folders.delete(fresh);
        Place.runToEnd(
                folder,
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-f",
                        pom.toString(),
                        PLUGIN + "copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + fresh));
        Folders.delete(lib);
        Files.move(fresh, lib, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean holdsAll(Path lib, List<String> coordinates) {
        for (String one : coordinates) {
            if (!Files.exists(lib.resolve(fileName(one)))) {
                return false;
            }
        }
        return true;
    }

    static String fileName(String coordinates) {
        List<String> parts = List.of(coordinates.split(":"));
        String type = parts.size() > 3 ? parts.get(3) : "jar";
        String classifier = parts.size() > 4 ? "-" + parts.get(4) : "";
        return parts.get(1) + "-" + parts.get(2) + classifier + "." + type;
    }

    private static String pom(List<String> coordinates) {
        List<String> dependencies = new ArrayList<>();
        for (String one : coordinates) {
            List<String> parts = List.of(one.split(":"));
            dependencies.add("<dependency>" + element("groupId", parts.get(0)) + element("artifactId", parts.get(1))
                    + element("version", parts.get(2)) + (parts.size() > 3 ? element("type", parts.get(3)) : "")
                    + (parts.size() > 4 ? element("classifier", parts.get(4)) : "") + "</dependency>");
        }
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
                + "<groupId>dev.lastcall.field</groupId><artifactId>libraries</artifactId><version>1</version>"
                + "<packaging>pom</packaging><dependencies>\n" + String.join("\n", dependencies)
                + "\n</dependencies></project>\n";
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}
