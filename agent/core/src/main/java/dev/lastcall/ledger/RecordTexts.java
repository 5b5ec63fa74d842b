package dev.lastcall.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of records. Most of them are on record again and again, such as jars and descriptors: of those met lately
 * one {@code String} is kept, since a ledger of 100,000 sites has a million texts. For one reading.
 */
final class RecordTexts {
    private static final int SLOTS = 512;
    /** Longer ones are rare. */
    private static final int LENGTH_MAX = 512;
    /** Names differ at their ends. */
    private static final int TAIL = 16;

    private final byte[] @Nullable [] known = new byte[SLOTS][];
    private final @Nullable String[] texts = new String[SLOTS];
    private byte[] scratch = new byte[LENGTH_MAX];

    /**
     * The text that is next in a record.
     *
     * @throws BufferUnderflowException if the record ends before it does
     * @throws IllegalArgumentException if it is not UTF-8
     */
    String next(ByteBuffer body) {
        int length = body.getShort() & 0xFFFF;
        if (length > body.remaining()) {
            throw new BufferUnderflowException();
        }
        if (length > scratch.length) {
            scratch = new byte[0xFFFF];
        }
        body.get(scratch, 0, length);
        if (length > LENGTH_MAX) {
            return text(length);
        }
        int slot = slot(length);
        byte[] before = known[slot];
        String text = texts[slot];
        if (before == null || text == null || !Arrays.equals(before, 0, before.length, scratch, 0, length)) {
            text = text(length);
            texts[slot] = text;
            known[slot] = Arrays.copyOf(scratch, length);
        }
        return text;
    }

    private int slot(int length) {
        int hash = length;
        for (int i = Math.max(0, length - TAIL); i < length; i++) {
            hash = hash * 31 + scratch[i];
        }
        return (hash ^ hash >>> 9 ^ hash >>> 18) & SLOTS - 1;
    }

    private String text(int length) {
        String text = new String(scratch, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) { // which stands for what is not UTF-8, or for itself
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(bytes, 0, bytes.length, scratch, 0, length)) {
                throw new IllegalArgumentException("a record has a text that is not UTF-8");
            }
        }
        return text;
    }
}
