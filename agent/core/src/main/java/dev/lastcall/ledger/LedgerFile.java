package dev.lastcall.ledger;

import dev.lastcall.ledger.LedgerSnapshot.ProcessInfo;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The file of a ledger, as long as it is written in the plain way; {@link MappedFile} goes on from there. Uses {@code
 * java.io}: {@code java.nio.file} would fix the file system provider before the application could choose its own.
 *
 * <p>The kernel drops a process's locks on a file when the process closes <em>any</em> descriptor of it, so nobody in this
 * process may open the file a second time.
 */
final class LedgerFile {
    private static final int NAME_MAX = 60;

    private final File file;
    private final RandomAccessFile access;
    private long written;

    private LedgerFile(File file) throws IOException {
        this.file = file;
        this.access = new RandomAccessFile(file, "rw");
    }

    /**
     * Makes the file, and its folder if missing.
     *
     * @throws IOException if the folder can't be made or written to, or the file exists; the message names the path
     */
    static LedgerFile create(File folder, String name) throws IOException {
        File absolute = folder.getAbsoluteFile();
        if (!absolute.isDirectory() && !absolute.mkdirs() && !absolute.isDirectory()) {
            throw new IOException(absolute + ": the folder cannot be made");
        }
        File file = new File(absolute, name);
        if (!createNew(file)) {
            throw new IOException(file + ": the file exists already");
        }
        return new LedgerFile(file);
    }

    /** The name of a process's ledger. */
    static String name(ProcessInfo info) {
        StringBuilder name = new StringBuilder();
        String service = info.service();
        for (int i = 0; i < service.length() && i < NAME_MAX; i++) {
            char c = service.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            name.append(plain || ((c == '.' || c == '-') && i > 0) ? c : '_');
        }
        return name.append('-')
                .append(info.pid())
                .append('-')
                .append(info.uuid())
                .append(LedgerReader.SUFFIX)
                .toString();
    }

    private static boolean createNew(File file) throws IOException {
        try {
            return file.createNewFile();
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes bytes. What is so written is not zeroed when it is mapped. */
    void write(long position, byte[] bytes, int length) throws IOException {
        access.seek(position);
        access.write(bytes, 0, length);
        written = Math.max(written, position + length);
    }

    File file() {
        return file;
    }

    RandomAccessFile access() {
        return access;
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
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
