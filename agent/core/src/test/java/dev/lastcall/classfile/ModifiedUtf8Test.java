package dev.lastcall.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK writes the same encoding with {@code DataOutputStream.writeUTF}. */
class ModifiedUtf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "com/acme/ws/WebSocketManagerFactory$Inner",
                "what?",
                "Größe",
                "\u0080\u07ff\u0800",
                "名前",
                "\ufffd",
                "a\ufffdb",
                "\ud83d\ude00",
                "half\ud83d",
                "\ude00half"
            })
    void isWhatTheJdkWritesAndReadsBack(String name) throws IOException {
        byte[] written = writtenByTheJdk(name);

        assertThat(ModifiedUtf8.encode(name)).isEqualTo(written);
        assertThat(ModifiedUtf8.decode(written, 0, written.length)).isEqualTo(name);
    }

    @Test
    void readsAPartOfAnArray() {
        byte[] file = {'-', 'a', (byte) 0xc3, (byte) 0xb6, 'z', '-'};

        assertThat(ModifiedUtf8.decode(file, 1, 1)).isEqualTo("a");
        assertThat(ModifiedUtf8.decode(file, 1, 4)).isEqualTo("aöz");
    }

    @Test
    void refusesToReadBehindTheEnd() {
        assertThatThrownBy(() -> ModifiedUtf8.decode(new byte[] {'a', 'b'}, 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] writtenByTheJdk(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF(name);
        return Arrays.copyOfRange(bytes.toByteArray(), 2, bytes.size());
    }
}
