package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What an application finds of us on its class path. */
class JarContentTest {
    private static final long MOST_BYTES = 10_000_000;
    private static final int JAVA_8 = 52;

    @Test
    void onlyTheLauncherAndWhatApplicationsMayNameAreVisible() throws IOException {
        assertThat(files())
                .filteredOn(name -> !name.startsWith("inst/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/THIRD-PARTY",
                        "dev/lastcall/BlockedCallException.class",
                        "dev/lastcall/Lastcall.class",
                        "dev/lastcall/Lastcall$Calls.class",
                        "dev/lastcall/Lastcall$Evidence.class",
                        "dev/lastcall/launch/IsolatedLoader.class",
                        "dev/lastcall/launch/JarEntries.class",
                        "dev/lastcall/launch/LastWord.class",
                        "dev/lastcall/launch/Launcher.class",
                        "dev/lastcall/launch/PackFile.class",
                        "dev/lastcall/launch/Packs.class",
                        "dev/lastcall/launch/RunningAgent.class",
                        "dev/lastcall/launch/Tool.class",
                        "dev/lastcall/launch/WrittenSettings.class");
    }

    @Test
    void theHiddenPartHasNoClassFilesServicesOrModules() throws IOException {
        assertThat(files())
                .filteredOn(name -> name.startsWith("inst/"))
                .contains("inst/packs", "inst/start.pack", "inst/java/lang/LastcallBridge.classdata")
                .noneMatch(name -> name.endsWith(".class"))
                .noneMatch(name -> name.contains("META-INF/services/"))
                .noneMatch(name -> name.contains("module-info"))
                .noneMatch(name -> name.endsWith(".jar"));
    }

    /** What is packed, by the beginning of its class names. */
    @Test
    void eachLibraryThatIsPackedIsNamedWithItsLicense() throws IOException {
        Map<String, List<String>> libraries = Map.of(
                "net.bytebuddy.", List.of("net.bytebuddy:byte-buddy:"),
                "ch.qos.logback.", List.of("ch.qos.logback:logback-classic:", "ch.qos.logback:logback-core:"),
                "org.slf4j.", List.of("org.slf4j:slf4j-api:"),
                "picocli.", List.of("info.picocli:picocli:"),
                "org.snakeyaml.", List.of("org.snakeyaml:snakeyaml-engine:"),
                "com.google.gson.", List.of("com.google.code.gson:gson:"));
        assertThat(namesOfClasses())
                .filteredOn(name -> !name.startsWith("dev.lastcall.") && !name.startsWith("java.lang.LastcallBridge"))
                .isNotEmpty()
                .allMatch(
                        name -> libraries.keySet().stream().anyMatch(name::startsWith),
                        "is of a library that is listed here");
        List<String> lines = lines("META-INF/THIRD-PARTY");
        for (List<String> ofPackage : libraries.values()) {
            for (String library : ofPackage) {
                int at = indexOfStart(lines, library);
                assertThat(lines.subList(at + 1, at + 3))
                        .as(library)
                        .anyMatch(line -> line.startsWith("    license: "));
            }
        }
        assertThat(String.join("\n", lines))
                .contains(
                        "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
                        "INRIA, France Telecom",
                        "QOS.ch");
    }

    private static int indexOfStart(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError(start + " is not in META-INF/THIRD-PARTY");
    }

    /**
     * What tells a jar from one that was built from the same sources elsewhere. scripts/reproducible.sh builds twice.
     */
    @Test
    void noEntryTellsWhenOrWhereItWasBuilt() throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct()).hasSize(1);
            assertThat(jar.stream().map(JarEntry::getExtra)).containsOnlyNulls();
        }
        List<String> names = files();
        assertThat(names.get(0)).isEqualTo("META-INF/MANIFEST.MF");
        assertThat(names.subList(1, names.size())).isSorted();
        assertThat(lines("META-INF/MANIFEST.MF"))
                .noneMatch(line -> line.startsWith("Built-") || line.startsWith("Build-"));
    }

    /** The JDK reads the list of entries of each jar on the class path before the application starts. */
    @Test
    void classesLieInPacksAndFoldersHaveNoEntrySinceEachMakesTheJarSlowerToOpen() throws IOException {
        // what is no class has an entry of its own: licenses, two schemas, style and scripts of the report's page
        assertThat(files()).hasSizeLessThan(45);
        try (JarFile jar = new JarFile(Fork.JAR.toFile())) {
            assertThat(jar.stream().filter(JarEntry::isDirectory)).isEmpty();
        }
    }

    @Test
    void theReportsPageHasItsStyleAndItsScripts() throws IOException {
        assertThat(files())
                .filteredOn(name -> name.startsWith("inst/dev/lastcall/report/page/"))
                .contains("inst/dev/lastcall/report/page/page.css", "inst/dev/lastcall/report/page/page.js");
    }

    @Test
    void theVisibleClassesAreOldBytecodeSoThatAnOldJvmGetsAnAnswer() throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    assertThat(majorVersion(jar, entry)).as(entry.getName()).isEqualTo(JAVA_8);
                }
            }
        }
    }

    @Test
    void theManifestAppendsNothingToTheBootClassPath() throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Boot-Class-Path")).isNull();
            assertThat(manifest.getValue("Class-Path")).isNull();
            assertThat(manifest.getValue("Automatic-Module-Name")).isNull();
            assertThat(List.of(manifest.getValue("Premain-Class"), manifest.getValue("Agent-Class")))
                    .containsOnly("dev.lastcall.launch.Launcher");
            assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.lastcall.launch.Tool");
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        }
    }

    @Test
    void theJarIsSmall() throws IOException {
        assertThat(Files.size(Fork.JAR)).isLessThanOrEqualTo(MOST_BYTES);
    }

    private static List<String> files() throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private static List<String> lines(String entry) throws IOException {
        try (JarFile jar = new JarFile(Fork.JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Names of classes in packs, or the beginning of such names. */
    private static List<String> namesOfClasses() throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines("inst/packs")) {
            names.add(line.substring(0, line.indexOf(' ')));
        }
        for (String file : files()) {
            if (file.endsWith(".classdata")) {
                names.add(file.substring("inst/".length()).replace('/', '.'));
            }
        }
        return names;
    }

    private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        }
    }
}
