package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a ledger at one moment, in memory, without the pages that hold nothing. Immutable once made, so
 * thread-safe.
 *
 * <p>Work and memory are bounded by what was written, never by the length that a file claims: behind as many empty
 * pages as end the reading of a ledger nothing is copied.
 */
public final class LedgerCopy implements PageSource {
    private static final byte[] EMPTY = new byte[PAGE];

    /** Null for a page of zeros. */
    private final List<byte @Nullable []> pages = new ArrayList<>();

    private long bytes;

    private LedgerCopy() {}

    /**
     * Copies a ledger that is perhaps being written. Counters are copied first and what names them second, as a reader
     * looks at them: so there is a name for each call that was copied.
     *
     * @param isFinal whether nobody writes any more
     */
    static LedgerCopy of(PageSource source, boolean isFinal) throws IOException {
        LedgerCopy copy = new LedgerCopy();
        byte[] page = new byte[PAGE];
        int empty = 0;
        long length = source.bytes();
        for (long at = 0; at < length && empty < LedgerParser.EMPTY_PAGES_MAX; at += PAGE) {
            source.read(at, ByteBuffer.wrap(page));
            int size = (int) Math.min(PAGE, length - at);
            empty = copy.add(page, size) ? 0 : empty + 1;
        }
        if (!isFinal) {
            source.newPass();
            copy.takeNames(source);
        }
        return copy;
    }

    /** Copies what a stream has. */
    static LedgerCopy of(InputStream in) throws IOException {
        LedgerCopy copy = new LedgerCopy();
        byte[] page = new byte[PAGE];
        int empty = 0;
        int size = PAGE;
        while (size == PAGE && empty < LedgerParser.EMPTY_PAGES_MAX) {
            size = in.readNBytes(page, 0, PAGE);
            Arrays.fill(page, size, PAGE, (byte) 0);
            empty = size > 0 && copy.add(page, size) ? 0 : empty + 1;
        }
        return copy;
    }

    private boolean add(byte[] page, int size) {
        boolean isEmpty = Arrays.equals(page, EMPTY);
        pages.add(isEmpty ? null : page.clone());
        bytes += size;
        return !isEmpty;
    }

    private void takeNames(PageSource source) throws IOException {
        byte[] now = new byte[PAGE];
        for (int i = 1; i < pages.size(); i++) {
            byte[] known = pages.get(i);
            if (known == null || !hasCells(known)) {
                source.read((long) i * PAGE, ByteBuffer.wrap(now));
                if (!hasCells(now)) {
                    pages.set(i, Arrays.equals(now, EMPTY) ? null : now.clone());
                }
            }
        }
    }

    private static boolean hasCells(byte[] page) {
        int tag = ByteBuffer.wrap(page).getInt(LedgerLayout.TAG);
        return tag == LedgerLayout.CHUNK || Integer.reverseBytes(tag) == LedgerLayout.CHUNK;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void read(long position, ByteBuffer into) {
        into.clear();
        long at = position;
        while (into.hasRemaining()) {
            long number = at / PAGE;
            int from = (int) (at % PAGE);
            int length = Math.min(into.remaining(), PAGE - from);
            byte[] page = number < pages.size() ? pages.get((int) number) : null;
            into.put(page == null ? EMPTY : page, from, length);
            at += length;
        }
        into.flip();
    }

    /** Writes all bytes, those of empty pages too. */
    void writeTo(OutputStream out) throws IOException {
        long left = bytes;
        for (byte[] page : pages) {
            int length = (int) Math.min(PAGE, left);
            out.write(page == null ? EMPTY : page, 0, length);
            left -= length;
        }
    }

    /** SHA-256 of all bytes, in hexadecimal digits. */
    String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
        try {
            writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
