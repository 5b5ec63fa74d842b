package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordTextsTest {
    private final RecordTexts texts = new RecordTexts();

    @Test
    void aTextThatIsRepeatedIsTheSame() {
        String first = next("file:/srv/lib/shop-1.2.3.jar");

        assertThat(next("app")).isEqualTo("app");
        assertThat(next("file:/srv/lib/shop-1.2.3.jar")).isSameAs(first);
    }

    @Test
    void textsThatShareASlotAreNotConfused() {
        for (int i = 0; i < 20_000; i++) {
            String text = "com.acme.Handler" + i % 5_000;
            assertThat(next(text)).isEqualTo(text);
        }
    }

    @Test
    void textsThatEndAlikeAreNotConfused() {
        String end = "ThatEndsInThisVeryWay";

        assertThat(next("com.acme.One" + end)).isEqualTo("com.acme.One" + end);
        assertThat(next("com.acme.Two" + end)).isEqualTo("com.acme.Two" + end);
        assertThat(next(end)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 511, 512, 513, 0xFFFF})
    void ofAnyLength(int length) {
        String text = "x".repeat(length);

        assertThat(next(text)).isEqualTo(text);
        assertThat(next(text)).isEqualTo(text);
        assertThat(next("after")).isEqualTo("after");
    }

    @Test
    void whatIsNotUtf8IsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> texts.next(body(new byte[] {'a', (byte) 0xFF}, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("UTF-8");
        }
        assertThat(next("\uFFFD")).isEqualTo("\uFFFD");
    }

    @Test
    void aTextThatClaimsMoreThanThereIsEndsTheRecord() {
        assertThatThrownBy(() -> texts.next(body(new byte[] {'a'}, 2))).isInstanceOf(BufferUnderflowException.class);
    }

    private String next(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return texts.next(body(bytes, bytes.length));
    }

    private static ByteBuffer body(byte[] bytes, int length) {
        return ByteBuffer.allocate(bytes.length + 2)
                .putShort((short) length)
                .put(bytes)
                .flip();
    }
}
