package dev.lastcall.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Archives of other formats than ZIP, for tests. */
public final class Archives {
    private static final int BLOCK = 512;

    private Archives() {}

    public static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    /** A text, and that file behind it. */
    public static byte[] tar(String name, byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        add("readme", "a text".getBytes(UTF_8), packed);
        add(name, content, packed);
        packed.writeBytes(new byte[2 * BLOCK]);
        return packed.toByteArray();
    }

    private static void add(String name, byte[] content, ByteArrayOutputStream packed) {
        ByteBuffer head = ByteBuffer.allocate(BLOCK);
        head.put(0, name.getBytes(UTF_8));
        head.put(124, String.format(Locale.ROOT, "%011o", content.length).getBytes(UTF_8));
        head.put(257, "ustar".getBytes(UTF_8));
        packed.writeBytes(head.array());
        packed.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
    }
}
