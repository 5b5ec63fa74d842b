package dev.lastcall.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;
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
        assertThat(packed("start")).isEqualTo(Map.of("a.B", "bee", "a.C$D", "seedy"));
        assertThat(folder.resolve("classes/a")).isEmptyDirectory();
    }

    @Test
    void namesOfOneHashCodeAreKeptApart() throws IOException {
        write("classes/a/Aa.class", "one");
        write("classes/a/BB.class", "other");
        write("lists/start.txt", "a.*\n");
        pack();
        assertThat("a.Aa").hasSameHashCodeAs("a.BB");
        assertThat(packed("start")).isEqualTo(Map.of("a.Aa", "one", "a.BB", "other"));
    }

    @Test
    void aClassGoesIntoTheFirstPackThatTakesItAndTheTableTellsWhich() throws IOException {
        write("classes/a/B.class", "bee");
        write("classes/a/C.class", "sea");
        write("classes/b/D.class", "dee");
        write("lists/early.txt", "a.C\n");
        write("lists/later.txt", "a.*\n");
        pack();
        assertThat(packed("early")).isEqualTo(Map.of("a.C", "sea"));
        assertThat(packed("later")).isEqualTo(Map.of("a.B", "bee"));
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
        assertThat(packed("all")).isEqualTo(Map.of("a.C", "sea"));
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

    /** Each class that a slot leads to, and that its hash code leads to that slot. */
    private Map<String, String> packed(String name) throws IOException {
        ByteBuffer pack = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("packs/" + name + ".pack")));
        boolean deflated = pack.getInt() == 1;
        assertThat(deflated).isEqualTo(!name.equals("start"));
        byte[] all = new byte[pack.getInt()];
        int slots = pack.getInt() / 8;
        ByteBuffer index = pack.slice(12, slots * 8);
        byte[] stored = Arrays.copyOfRange(pack.array(), 12 + slots * 8, pack.capacity());
        InputStream in = new ByteArrayInputStream(stored);
        assertThat((deflated ? new InflaterInputStream(in) : in).readNBytes(all, 0, all.length))
                .isEqualTo(all.length);
        Map<String, String> classes = new HashMap<>();
        for (int slot = 0; slot < slots; slot++) {
            int offset = index.getInt(slot * 8 + 4);
            if (offset != 0) {
                ByteBuffer body = ByteBuffer.wrap(all).position(offset);
                String type = text(body, body.getShort());
                assertThat(index.getInt(slot * 8)).isEqualTo(type.hashCode());
                assertThat(reachable(index, type.hashCode(), slot)).isTrue();
                classes.put(type, text(body, body.getInt()));
            }
        }
        return classes;
    }

    private static boolean reachable(ByteBuffer index, int hash, int slot) {
        int slots = index.capacity() / 8;
        for (int at = hash & (slots - 1); at != slot; at = (at + 1) & (slots - 1)) {
            if (index.getInt(at * 8 + 4) == 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(ByteBuffer from, int length) {
        byte[] text = new byte[length];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
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
