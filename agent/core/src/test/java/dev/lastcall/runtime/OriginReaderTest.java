package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.CodeOrigin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginReaderTest {
    private static final String POM = "META-INF/maven/%s/%s/pom.properties";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    @Test
    void aJarOfMavenSaysItsCoordinates() throws IOException {
        Path jar = write("chat-core-1.2.jar", zip(pom("com.acme", "chat-core", "1.2")));
        assertThat(OriginReader.of(jar.toString())).isEqualTo(origin(jar.toString(), "com.acme", "chat-core", "1.2"));
    }

    @Test
    void ofAJarIntoWhichOthersWereMergedTheOneThatFitsItsName() throws IOException {
        Map<String, byte[]> merged = pom("org.other", "other", "9");
        merged.putAll(pom("com.acme", "chat", "1"));
        merged.putAll(pom("com.acme", "chat-core", "1.2"));
        Path jar = write("chat-core-1.2-SNAPSHOT.jar", zip(merged));
        assertThat(OriginReader.of(jar.toString()).artifact()).isEqualTo("chat-core");
        merged.put(MANIFEST, bytes("Manifest-Version: 1.0\nImplementation-Title: All\nImplementation-Version: 7\n\n"));
        Path all = write("all.jar", zip(merged));
        assertThat(OriginReader.of(all.toString()))
                .isEqualTo(new CodeOrigin(all.toString(), "", "All", "7", "manifest"));
    }

    @Test
    void withoutMavenTheManifestSpeaks() throws IOException {
        byte[] bundle = bytes("""
                Manifest-Version: 1.0
                Bundle-SymbolicName: org.acme.b;singleton:=true
                Bundle-Version: 3.1.0
                Implementation-Vendor-Id: org.acme

                """);
        Path jar = write("b.jar", zip(Map.of(MANIFEST, bundle)));
        assertThat(OriginReader.of(jar.toString()))
                .isEqualTo(new CodeOrigin(jar.toString(), "org.acme", "org.acme.b", "3.1.0", "manifest"));
        Path silent = write("c.jar", zip(Map.of(MANIFEST, bytes("Manifest-Version: 1.0\n\n"))));
        assertThat(OriginReader.of(silent.toString())).isEqualTo(new CodeOrigin(silent.toString(), "", "", "", ""));
    }

    @Test
    void aJarInAJarIsReadHoweverItsPlaceIsWritten() throws IOException {
        Map<String, byte[]> outer = pom("com.acme", "app", "5");
        outer.put("BOOT-INF/lib/chat-1.2.jar", zip(pom("com.acme", "chat", "1.2")));
        Path app = write("my app.jar", zip(outer));
        String url = app.toUri().getRawPath();
        for (String place : new String[] {
            "jar:file:" + url + "!/BOOT-INF/lib/chat-1.2.jar!",
            "jar:nested:" + url + "/!BOOT-INF/lib/chat-1.2.jar!",
            "jar:war:file:" + url + "*/BOOT-INF/lib/chat-1.2.jar!"
        }) {
            assertThat(OriginReader.of(place)).isEqualTo(origin(place, "com.acme", "chat", "1.2"));
        }
        String classes = "jar:nested:" + url + "/!BOOT-INF/classes/!";
        assertThat(OriginReader.of(classes)).isEqualTo(origin(classes, "com.acme", "app", "5"));
    }

    @Test
    void aFolderOfClassesIsReadWithWhatLiesBesideIt() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.createDirectories(target.resolve("maven-archiver"));
        Files.write(target.resolve("maven-archiver/pom.properties"), bytes("groupId=g\nartifactId=a\nversion=1\n"));
        String classes = Files.createDirectories(target.resolve("classes")).toString();
        assertThat(OriginReader.of(classes)).isEqualTo(origin(classes, "g", "a", "1"));
        Path web = Files.createDirectories(folder.resolve("web/WEB-INF/classes"));
        Path pom = folder.resolve("web/META-INF/maven/g/w/pom.properties");
        Files.createDirectories(pom.getParent());
        Files.write(pom, bytes("groupId=g\nartifactId=w\nversion=2\n"));
        assertThat(OriginReader.of(web.toString())).isEqualTo(origin(web.toString(), "g", "w", "2"));
    }

    @Test
    void whatIsNotThereOrNoArchiveIsNotKnown() throws IOException {
        for (String place : new String[] {
            "/no/such.jar",
            "bundle://3.0:1/",
            "!",
            "",
            write("x.jar", bytes("no zip")).toString()
        }) {
            assertThat(OriginReader.of(place)).isEqualTo(new CodeOrigin(place, "", "", "", ""));
        }
    }

    private static CodeOrigin origin(String place, String group, String artifact, String version) {
        return new CodeOrigin(place, group, artifact, version, "pom.properties");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static Map<String, byte[]> pom(String group, String artifact, String version) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                POM.formatted(group, artifact),
                bytes("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n"));
        return entries;
    }

    /** Stored, as jars in jars are. */
    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
