package dev.lastcall.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads entries of the agent's jar, including the packs, which {@code dev.lastcall.pack.Packer} writes. Uses none of
 * the other classes here. Pure functions.
 */
final class PackFile {
    /** The folder of the agent in the jar. */
    static final String ROOT = "inst/";

    /** Bytes of an entry of a pack's index. */
    static final int INDEX_ENTRY = 8;
    /** Bytes of a pack's head. */
    private static final int HEAD = 12;
    /** The most bytes that the JVM reads into its existing buffer. */
    private static final int PART = 8192;

    private PackFile() {}

    /** Index and classes of a pack; both are empty if there is no such pack. */
    static byte[][] read(String pack, ZipFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(ROOT.concat(pack).concat(".pack"));
        if (entry == null) {
            return new byte[][] {new byte[INDEX_ENTRY], {}};
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] head = read(in, HEAD);
            byte[] index = read(in, u4(head, 8));
            boolean stored = u4(head, 0) == 0;
            return new byte[][] {index, read(stored ? in : inflated(in), u4(head, 4))};
        }
    }

    static int u4(byte[] bigEndian, int at) {
        return bigEndian[at] << 24
                | (bigEndian[at + 1] & 0xff) << 16
                | (bigEndian[at + 2] & 0xff) << 8
                | (bigEndian[at + 3] & 0xff);
    }

    /**
     * Reads without {@code DataInputStream}, for which JDK 25 loads all its views of byte arrays, and in parts that fit
     * into the JVM's existing buffer: for larger parts the JVM asks the operating system for memory, page by page.
     */
    static byte[] read(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int got = 0;
        while (got < length) {
            int left = length - got;
            int more = in.read(bytes, got, left < PART ? left : PART);
            if (more < 0) {
                checkWhole(got, length);
            }
            got += more;
        }
        return bytes;
    }

    /** What is deflated in an entry that is not. */
    private static InputStream inflated(InputStream in) {
        return new InflaterInputStream(in);
    }

    /** @throws IOException if not all of an entry was read */
    private static void checkWhole(int read, int length) throws IOException {
        if (read < length) {
            throw new IOException("an entry of lastcall.jar is cut off");
        }
    }

    /** Decodes text with the charset's name, since {@code StandardCharsets} loads a class for each of its charsets. */
    static String text(byte[] utf8, int at, int length) {
        return new String(utf8, at, length, Charset.forName("UTF-8"));
    }

    static byte[] bytes(ZipEntry entry, ZipFile jar) throws ClassNotFoundException {
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return read(in, (int) entry.getSize());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(entry.getName() + " of lastcall.jar", unreadable);
        }
    }
}
