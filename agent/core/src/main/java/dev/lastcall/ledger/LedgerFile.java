package dev.lastcall.ledger;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The file of a ledger, as long as it is written in the plain way; {@link MappedFile} goes on from there. Uses {@code
 * java.io}: {@code java.nio.file} would fix the file system provider before the application could choose its own.
 *
 * <p>The kernel drops a process's locks on a file when the process closes <em>any</em> descriptor of it, so nobody in this
 * process may open the file a second time.
 *
 * <p>Once made, the file is read-only to everyone, its owner included, until the process ends in order: who cuts a file
 * that is mapped ({@code >}, {@code copytruncate}) makes the next access a fault in the application's own code. The
 * superuser can still do it.
 */
final class LedgerFile {
    private static final int NAME_MAX = 60;

    private final File file;
    private RandomAccessFile access;
    private long written;

    private LedgerFile(File file) throws IOException {
        this.file = file;
        this.access = new RandomAccessFile(file, "rw");
        protect();
    }

    /** Not on Windows, which lets nobody cut a mapped file, and nobody delete a read-only one. */
    private void protect() {
        if (File.separatorChar == '/') {
            file.setReadOnly(); // a file system without rights leaves it as exposed as any other file
        }
    }

    /** The process ends: whoever tidies up may do with the file what he likes. */
    void unprotect() {
        if (File.separatorChar == '/') {
            file.setWritable(true, true);
        }
    }

    /**
     * Makes the file, and its folder if missing.
     *
     * @throws IOException if the folder can't be made or written to, or the file exists; the message names the path
     */
    static LedgerFile create(File folder, String name) throws IOException {
        File file = new File(folder.getAbsoluteFile(), name);
        createNew(file);
        return new LedgerFile(file);
    }

    /** The name of a process's ledger. */
    static String name(ProcessStart process) {
        return plain(process.service())
                + '-'
                + process.pid()
                + '-'
                + uuid(process.uuidHigh(), process.uuidLow())
                + LedgerReader.SUFFIX;
    }

    private static String plain(String service) {
        char[] chars = service.toCharArray(); // one call, where charAt takes several for each character
        byte[] plain = new byte[Math.min(chars.length, NAME_MAX)];
        for (int i = 0; i < plain.length; i++) {
            char c = chars[i];
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            plain[i] = (byte) (word || ((c == '.' || c == '-') && i > 0) ? c : '_');
        }
        return LedgerLayout.text(plain);
    }

    /** As {@code UUID.toString} has it, for which JDK 25 makes views of byte arrays: 7,000 calls at the start. */
    private static String uuid(long high, long low) {
        byte[] text = new byte[36];
        hex(high >>> 32, 8, text, 0);
        hex(high >>> 16, 4, text, 9);
        hex(high, 4, text, 14);
        hex(low >>> 48, 4, text, 19);
        hex(low, 12, text, 24);
        text[8] = text[13] = text[18] = text[23] = '-';
        return LedgerLayout.text(text);
    }

    private static void hex(long number, int digits, byte[] text, int at) {
        for (int i = 0; i < digits; i++) {
            int digit = (int) (number >>> (4 * (digits - 1 - i))) & 0xf;
            text[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    private static void createNew(File file) throws IOException {
        File folder = file.getParentFile();
        if (!folder.isDirectory() && !folder.mkdirs() && !folder.isDirectory()) {
            throw new IOException(folder + ": the folder cannot be made");
        }
        boolean made;
        try {
            made = file.createNewFile();
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (!made) {
            throw new IOException(file + ": the file exists already");
        }
    }

    /** Writes bytes. What is so written is not zeroed when it is mapped. */
    void write(long position, byte[] bytes, int length) throws IOException {
        access.seek(position);
        access.write(bytes, 0, length);
        written = Math.max(written, position + length);
    }

    RandomAccessFile access() {
        return access;
    }

    /**
     * Opens the file once more, where its channel was closed.
     *
     * @throws IOException if that can't be done, or the file is gone: a new one would hide that
     */
    void reopen() throws IOException {
        if (!isInPlace()) {
            throw new IOException(file + " is gone");
        }
        unprotect();
        access = new RandomAccessFile(file, "rw");
        protect();
    }

    /** Whether the file can be found where its path says. */
    boolean isInPlace() {
        return file.exists();
    }

    /** How many bytes there are: fewer than were written if someone has cut them off. */
    long length() throws IOException {
        return access.length();
    }

    /**
     * Makes a new file of that path, and its folder if missing, in place of one that is gone.
     *
     * @param parts what it is to hold, from the first byte to the last of each
     * @throws IOException if it can't be made or written whole; nothing is left behind
     */
    void writeAgain(List<ByteBuffer> parts) throws IOException {
        createNew(file);
        try (FileOutputStream out = new FileOutputStream(file)) {
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.capacity()];
                part.get(0, bytes);
                out.write(bytes);
            }
            out.getFD().sync();
        } catch (IOException e) {
            remove();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Bytes from the start that were written. */
    long written() {
        return written;
    }

    String path() {
        return file.getPath();
    }

    /** Takes back a file in which nothing was counted. */
    void delete() {
        try {
            access.close();
        } catch (IOException e) {
            // it goes all the same
        }
        remove();
    }

    private void remove() {
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
