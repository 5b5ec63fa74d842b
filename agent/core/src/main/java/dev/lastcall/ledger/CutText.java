package dev.lastcall.ledger;

import java.nio.charset.Charset;
import java.util.Arrays;

/** UTF-8 of bounded size: class names may have 65,535 bytes, and a ledger must not grow with them. */
final class CutText {
    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    /** U+2026 as UTF-8, written out: to encode it takes a class that few starts need otherwise. */
    private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

    private CutText() {}

    /** The text in at most {@code max} bytes; a cut falls between characters and ends with an ellipsis. */
    static byte[] utf8(String text, int max) {
        // a char has at least one byte: what comes later is cut anyway, and need not be encoded
        String head = text.length() > max ? text.substring(0, max + 1) : text;
        byte[] bytes = head.getBytes(UTF_8);
        if (bytes.length <= max) {
            return bytes;
        }
        int end = max - ELLIPSIS.length;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        byte[] cut = Arrays.copyOf(bytes, end + ELLIPSIS.length);
        System.arraycopy(ELLIPSIS, 0, cut, end, ELLIPSIS.length);
        return cut;
    }
}
