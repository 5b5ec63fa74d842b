package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherAgentsTest {
    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();
    private static final String NAME = "com.apm.Sender";

    private final OtherAgents agents = OtherAgents.of(new String[0]);

    @TempDir
    Path folder;

    @BeforeEach
    void asTheJdkNamesPlaces() throws Exception {
        folder = folder.toRealPath();
    }

    @Test
    void aJarThatIsMadeToBeAnAgentAndNotOnTheClassPathIsOne() throws Exception {
        assertThat(agents.made(SYSTEM, from(jar("premain.jar", "Premain-Class")), NAME))
                .isTrue();
        assertThat(agents.made(SYSTEM, from(jar("agentmain.jar", "Agent-Class")), NAME))
                .isTrue();
        assertThat(agents.made(SYSTEM, from(jar("library.jar", null)), NAME)).isFalse();
        assertThat(agents.made(SYSTEM, null, NAME)).isFalse();
    }

    @Test
    void anAgentOnTheClassPathIsALibraryToo() throws Exception {
        Path library = jar("library.jar", "Premain-Class");
        Path named = jar("named.jar", "Agent-Class");
        Path application = jar("application.jar", null, "named.jar other/none.jar http://localhost/x.jar");
        withClassPath(library + File.pathSeparator + application, () -> {
            assertThat(agents.made(SYSTEM, from(library), NAME)).isFalse();
            assertThat(agents.made(SYSTEM, from(named), NAME))
                    .as("named by a jar's manifest")
                    .isFalse();
        });
    }

    @Test
    void whatLiesInsideAnAgentsJarIsTheAgents() throws Exception {
        Path jar = jar("agent.jar", "Premain-Class");
        ClassLoader other = new ClassLoader(SYSTEM) {};
        assertThat(agents.made(other, from(new URL("jar:" + jar.toUri() + "!/inst/")), NAME))
                .isTrue();
        assertThat(agents.made(other, from(new URL("jar:" + jar("x.jar", null).toUri() + "!/inst/")), NAME))
                .isFalse();
        assertThat(agents.made(other, from(jar), NAME))
                .as("a copy of the jar in the application's own loader")
                .isFalse();
    }

    @Test
    void onTheBootClassPathOnlyWhatTheCommandLineNamesIsTheApplications() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/com/apm"));
        Files.createFile(classes.resolve("InFolder.class"));
        Path jar = jar("boot.jar", null);
        OtherAgents some = OtherAgents.of(
                new String[] {"-Xmx1g", "-Xbootclasspath/a:" + folder.resolve("classes") + File.pathSeparator + jar});
        assertThat(some.made(null, null, "com.apm.InFolder")).isFalse();
        assertThat(some.made(null, null, "com.apm.InJar")).isFalse();
        assertThat(some.made(null, null, NAME)).isTrue();
    }

    @Test
    void whereNoneAreToldApartThereIsNone() throws Exception {
        assertThat(OtherAgents.NONE.made(SYSTEM, from(jar("agent.jar", "Premain-Class")), NAME))
                .isFalse();
        assertThat(OtherAgents.NONE.made(OtherAgentsTest.class)).isFalse();
        assertThat(agents.made(OtherAgentsTest.class)).isFalse();
    }

    private static void withClassPath(String path, Check check) throws Exception {
        String before = System.getProperty("java.class.path");
        System.setProperty("java.class.path", path);
        try {
            check.run();
        } finally {
            System.setProperty("java.class.path", before);
        }
    }

    private Path jar(String name, @Nullable String attribute) throws Exception {
        return jar(name, attribute, null);
    }

    private Path jar(String name, @Nullable String attribute, @Nullable String classPath) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (attribute != null) {
            manifest.getMainAttributes().putValue(attribute, NAME);
        }
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("com/apm/InJar.class"));
        }
        return jar;
    }

    private static ProtectionDomain from(Path jar) throws Exception {
        return from(jar.toUri().toURL());
    }

    private static ProtectionDomain from(URL location) {
        return new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null);
    }

    private interface Check {
        void run() throws Exception;
    }
}
