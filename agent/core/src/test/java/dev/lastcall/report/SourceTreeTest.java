package dev.lastcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Caller;
import dev.lastcall.report.SourceTree.Excerpt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
    }

    @Test
    void aFileIsFoundBelowAnyFolderByItsPackage() throws IOException {
        write("module/src/main/java/a/b/C.java", "1\n2\n3\n4\n5\n");
        write("other/src/main/java/x/C.java", "no\nno\nno\n");
        assertThat(tree().around(caller("a.b.C$Inner", "C.java", 3), 1, 80))
                .isEqualTo(new Excerpt("module/src/main/java/a/b/C.java", 3, 2, List.of("2", "3", "4")));
    }

    @Test
    void aFolderThatIsThePackageRootWorksAsWell() throws IOException {
        write("a/b/C.java", "1\n2\n");
        assertThat(tree().around(caller("a.b.C", "C.java", 1), 3, 80))
                .isEqualTo(new Excerpt("a/b/C.java", 1, 1, List.of("1", "2")));
    }

    @Test
    void aFileThatLiesElsewhereIsFoundByThePackageThatItSays() throws IOException {
        write("src/main/kotlin/Chat.kt", "// chat\npackage com.acme.chat\n\nfun main() {}\n");
        assertThat(tree().around(caller("com.acme.chat.ChatKt", "Chat.kt", 4), 0, 80))
                .isEqualTo(new Excerpt("src/main/kotlin/Chat.kt", 4, 4, List.of("fun main() {}")));
        assertThat(tree().around(caller("com.acme.mail.ChatKt", "Chat.kt", 4), 0, 80))
                .isNull();
    }

    @Test
    void aSourcesJarIsReadLikeAFolder() throws IOException {
        Path jar = folder.resolve("lib-sources.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a/b/C.java"));
            zip.write("1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("../../etc/C.java"));
            zip.write("out\n".getBytes(StandardCharsets.UTF_8));
        }
        SourceTree tree = SourceTree.of(List.of(jar));
        assertThat(tree.around(caller("a.b.C", "C.java", 2), 1, 80))
                .isEqualTo(new Excerpt("a/b/C.java", 2, 1, List.of("1", "2", "3")));
    }

    @Test
    void noNameLeadsOutOfTheRoot() throws IOException {
        Files.writeString(folder.resolve("Secret.java"), "secret\n");
        write("a/C.java", "1\n");
        SourceTree tree = tree();
        for (Caller caller : List.of(
                caller("C", "../Secret.java", 1),
                caller("..Secret", "Secret.java", 1),
                caller("C", folder.resolve("Secret.java").toString(), 1),
                caller("/.x", "Secret.java", 1),
                caller("C", "a/C.java", 1),
                caller("C", "\0", 1))) {
            assertThat(tree.around(caller, 1, 80)).as(caller.toString()).isNull();
        }
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside/a"));
        Files.writeString(outside.resolve("C.java"), "secret\n");
        Files.createSymbolicLink(root.resolve("a"), outside);
        Files.createDirectory(root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b/C.java"), outside.resolve("C.java"));
        assertThat(tree().around(caller("a.C", "C.java", 1), 1, 80)).isNull();
        assertThat(tree().around(caller("b.C", "C.java", 1), 1, 80)).isNull();
    }

    @Test
    void aFileOfAnotherVersionShowsNothing() throws IOException {
        write("a/C.java", "1\n2\n");
        assertThat(tree().around(caller("a.C", "C.java", 3), 1, 80)).isNull();
        assertThat(tree().around(caller("a.C", "C.java", 0), 1, 80)).isNull();
        assertThat(tree().around(caller("a.D", "D.java", 1), 1, 80)).isNull();
        assertThat(tree().around(caller("a.C", "", 1), 1, 80)).isNull();
    }

    @Test
    void linesAreCutAndForeignBytesReplaced() throws IOException {
        Path file = write("a/C.java", "");
        Files.write(file, new byte[] {'x', (byte) 0xff, 'y', '\r', '\n', 'l', 'o', 'n', 'g', '\r', 'e'});
        assertThat(tree().around(caller("a.C", "C.java", 2), 5, 3))
                .isEqualTo(new Excerpt("a/C.java", 2, 1, List.of("x\ufffdy", "lon\u2026", "e")));
    }

    @Test
    void whatIsTooLargeIsNoSource() throws IOException {
        write("a/C.java", "x\n".repeat(SourceTree.MOST_BYTES / 2 + 1));
        assertThat(tree().around(caller("a.C", "C.java", 1), 1, 80)).isNull();
    }

    @Test
    void aRootThatIsNotThereIsAnError() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> SourceTree.of(List.of(missing)))
                .isInstanceOf(IOException.class)
                .hasMessage(missing + ": no such folder or sources jar");
    }

    @Test
    void aFileThatIsNoJarIsAnError() throws IOException {
        Path file = write("C.java", "class C {}\n");
        assertThatThrownBy(() -> SourceTree.of(List.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": is no folder, and no jar that can be read");
    }

    private SourceTree tree() throws IOException {
        return SourceTree.of(List.of(root));
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Caller caller(String className, String source, int line) {
        return new Caller(className, "m", "()V", line, source, "file:/x.jar", "app");
    }
}
