package dev.lastcall.classfile;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of names in class files (JVMS §4.4.7): UTF-8, but that a character above U+FFFF is written as its two
 * surrogates, three bytes each. No name holds the other exception, U+0000. Pure functions.
 */
public final class ModifiedUtf8 {
    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    private static final char REPLACEMENT = '\ufffd';

    private ModifiedUtf8() {}

    public static byte[] encode(String name) {
        byte[] plain = ascii(name);
        if (plain != null) {
            return plain;
        }
        byte[] bytes = new byte[name.length() * 3];
        int end = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80) {
                bytes[end++] = (byte) c;
            } else if (c < 0x800) {
                bytes[end++] = (byte) (0xc0 | c >> 6);
                bytes[end++] = (byte) (0x80 | (c & 0x3f));
            } else {
                bytes[end++] = (byte) (0xe0 | c >> 12);
                bytes[end++] = (byte) (0x80 | (c >> 6 & 0x3f));
                bytes[end++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        return Arrays.copyOf(bytes, end);
    }

    /** The same for ASCII, as nearly all names are; null if there is anything else in it. */
    private static byte @Nullable [] ascii(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        // half of a surrogate pair is a question mark, which reads back as another character
        return bytes.length == name.length() && new String(bytes, UTF_8).equals(name) ? bytes : null;
    }

    /**
     * The text of those bytes.
     *
     * @throws IndexOutOfBoundsException if there are not that many bytes
     */
    public static String decode(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, UTF_8);
        // as many characters as bytes, and none that stands for a byte that is no character: it is all ASCII
        return text.length() == length && text.indexOf(REPLACEMENT) < 0 ? text : decodeAny(bytes, start, length);
    }

    private static String decodeAny(byte[] bytes, int start, int length) {
        StringBuilder name = new StringBuilder(length);
        int at = start;
        while (at < start + length) {
            int b = bytes[at];
            if (b >= 0) {
                name.append((char) b);
                at++;
            } else if ((b & 0xe0) == 0xc0) {
                name.append((char) ((b & 0x1f) << 6 | (bytes[at + 1] & 0x3f)));
                at += 2;
            } else {
                name.append((char) ((b & 0xf) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f)));
                at += 3;
            }
        }
        return name.toString();
    }
}
