package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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
                        "dev/lastcall/BlockedCallException.class",
                        "dev/lastcall/Lastcall.class",
                        "dev/lastcall/Lastcall$Calls.class",
                        "dev/lastcall/Lastcall$Evidence.class",
                        "dev/lastcall/launch/IsolatedLoader.class",
                        "dev/lastcall/launch/JarEntries.class",
                        "dev/lastcall/launch/LastWord.class",
                        "dev/lastcall/launch/Launcher.class",
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

    private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        }
    }
}
