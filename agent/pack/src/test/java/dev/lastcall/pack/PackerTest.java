package dev.lastcall.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerTest {
    @TempDir
    Path folder;

    @Test
    void aPackHoldsItsIndexAndTheClassesOfItsList() throws IOException {
        write("classes/a/B.class", "bee");
        write("classes/a/C$D.class", "seedy");
        write("lists/start.txt", "# what a start loads\na.C$D\n\na.B # and this\n");
        pack();
        assertThat(packed("start")).isEqualTo(withLength("a.C$D 5\na.B 3\n") + "seedybee");
        assertThat(folder.resolve("classes/a")).isEmptyDirectory();
    }

    @Test
    void aClassGoesIntoTheFirstPackThatTakesItAndTheTableTellsWhich() throws IOException {
        write("classes/a/B.class", "bee");
        write("classes/a/C.class", "sea");
        write("classes/b/D.class", "dee");
        write("lists/early.txt", "a.C\n");
        write("lists/later.txt", "a.*\n");
        pack();
        assertThat(packed("early")).endsWith("sea");
        assertThat(packed("later")).endsWith("bee");
        assertThat(folder.resolve("classes/b/D.class")).exists();
        assertThat(Files.readString(folder.resolve("packs/packs"))).isEqualTo("a.C early\na.* later\n");
    }

    @Test
    void whatHasVersionsForNewerJdksStaysAsItIs() throws IOException {
        write("classes/a/B.class", "bee");
        write("classes/a/C.class", "sea");
        write("classes/META-INF/versions/21/a/B.class", "newer bee");
        write("lists/all.txt", "a.*\n");
        pack();
        assertThat(packed("all")).endsWith("sea");
        assertThat(folder.resolve("classes/a/B.class")).exists();
    }

    @Test
    void everyLineThatNamesNothingIsTold() throws IOException {
        write("classes/a/B.class", "bee");
        write("lists/start.txt", "a.B\na.Gone\nb.*\n");
        assertThatThrownBy(this::pack)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start.txt: a.Gone names no class")
                .hasMessageContaining("start.txt: b.* names no class");
    }

    private static String withLength(String index) {
        return "\0\0\0" + (char) index.length() + index;
    }

    private String packed(String name) throws IOException {
        return Files.readString(folder.resolve("packs/" + name + ".pack"));
    }

    private void pack() throws IOException {
        Packer.main(new String[] {
            folder.resolve("classes").toString(),
            folder.resolve("lists").toString(),
            folder.resolve("packs").toString()
        });
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
