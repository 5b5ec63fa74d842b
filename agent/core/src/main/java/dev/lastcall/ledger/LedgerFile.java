package dev.lastcall.ledger;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of a ledger, as long as it is written in the plain way; {@link MappedFile} goes on from there. Uses {@code
 * java.io}: {@code java.nio.file} would fix the file system provider before the application could choose its own.
 *
 * <p>The kernel drops a process's locks on a file when the process closes <em>any</em> descriptor of it, so nobody in
 * this process may open the file a second time.
 *
 * <p>Once made, the file is read-only to everyone, its owner included, until the process ends in order: who cuts a file
 * that is mapped ({@code >}, {@code copytruncate}) makes the next access a fault in the application's own code. The
 * superuser can still do it.
 *
 * <p>Used under the draft's lock, and under the writer's from {@link LedgerWriter#of} on; {@link #isInPlace} and {@link
 * #path} need none.
 */
final class LedgerFile {
    private static final int NAME_MAX = 60;

    /** Where Linux names what this process has open: a name for the very file, whatever lies at its path by now. */
    private static final File OPEN_FILES = new File("/proc/self/fd");

    private final File file;
    private final FileModes modes;
    private RandomAccessFile access;
    /** The name of the open file in {@link #OPEN_FILES}; null if there is none. */
    private @Nullable File self;

    /** The UUID in the file's header; null as long as nothing is written. */
    private byte @Nullable [] identity;

    private long written;

    private LedgerFile(File file, FileModes modes) throws IOException {
        this.file = file;
        this.modes = modes;
        this.access = open();
        protect();
    }

    private void protect() throws IOException {
        modes.file(self == null ? file : self, false);
    }

    /** The process ends: the file may be tidied up. */
    void unprotect() {
        try {
            File open = self;
            if (open == null) {
                modes.file(file, true);
            } else if (access.getFD().valid() && isThis(open)) { // else an interrupt has closed it: it stays as it is
                modes.file(open, true);
            }
        } catch (IOException unchanged) {
            // the one who tidies up is asked once more
        }
    }

    /**
     * Makes the file, and its folder if missing.
     *
     * @param modes are given to the file, and to the folder if it was missing
     * @throws IOException if the folder can't be made or written to, or the file exists, or something else was put in
     *     its place; the message names the path
     */
    static LedgerFile create(File folder, String name, FileModes modes) throws IOException {
        File file = new File(folder.getAbsoluteFile(), name);
        createNew(file, modes);
        try {
            return new LedgerFile(file, modes);
        } catch (IOException e) {
            remove(file);
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    static LedgerFile create(File folder, String name) throws IOException {
        return create(folder, name, new PlainModes(true));
    }

    /**
     * Opens a file that was just made, and is empty: not what a link leads to, should someone have put one in its place
     * meanwhile. {@code java.io} follows links, makes what is missing, and does not say what it has opened; so the file
     * is opened for reading, which changes nothing, Linux is asked what that is, and by the name of this very file it
     * is opened for writing. (One call of {@code java.nio.file} could make and open it, but takes 15 ms of a start: see
     * {@code agent/docs/decisions/0002-ledger.md}.)
     */
    private RandomAccessFile open() throws IOException {
        if (!file.isFile()) {
            throw new IOException("someone has put something else in its place");
        }
        if (!OPEN_FILES.isDirectory()) {
            return checked(new RandomAccessFile(file, "rw"));
        }
        try (FileInputStream reading = new FileInputStream(file)) {
            if (reading.read() >= 0) {
                throw new IOException("someone has put another file in its place");
            }
            File found = find(null);
            RandomAccessFile opened = new RandomAccessFile(found, "rw");
            self = find(found.getName());
            return opened;
        }
    }

    /** As much as can be asked where open files have no names. */
    private RandomAccessFile checked(RandomAccessFile opened) throws IOException {
        if (opened.length() == 0 && file.getCanonicalPath().equals(place())) {
            return opened;
        }
        opened.close();
        throw new IOException("someone has put something else in its place");
    }

    /** Where the file lies, if no link has taken its place. */
    private String place() throws IOException {
        String folder = file.getAbsoluteFile().getParentFile().getCanonicalPath();
        return folder + (folder.endsWith("/") ? "" : "/") + file.getName();
    }

    private boolean isThis(File open) throws IOException {
        return open.getCanonicalPath().equals(place());
    }

    /**
     * The name under which this process has the file open.
     *
     * @param other that is known already
     * @throws IOException if there is none
     */
    private File find(@Nullable String other) throws IOException {
        String place = place();
        String[] names = OPEN_FILES.list();
        if (names != null) {
            for (int i = names.length - 1; i >= 0; i--) { // what was opened last is mostly there
                File open = new File(OPEN_FILES, names[i]);
                if (!names[i].equals(other) && open.getCanonicalPath().equals(place)) {
                    return open;
                }
            }
        }
        throw new IOException("someone has put something else in its place");
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

    private static void createNew(File file, FileModes modes) throws IOException {
        File folder = file.getParentFile();
        if (!folder.isDirectory()) {
            if (folder.mkdirs()) {
                modes.folder(folder);
            } else if (!folder.isDirectory()) {
                throw new IOException(folder + ": the folder cannot be made");
            }
        }
        boolean made;
        try {
            made = file.createNewFile(); // follows no link
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (!made) {
            throw new IOException(file + ": the file exists already");
        }
    }

    /** Writes bytes. What is so written is not zeroed when it is mapped. */
    void write(long position, byte[] bytes, int length) throws IOException {
        if (position == 0 && identity == null && length >= LedgerLayout.HEAD_END) {
            identity = Arrays.copyOfRange(bytes, LedgerLayout.UUID_HIGH, LedgerLayout.PID);
        }
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
        try (FileInputStream reading = new FileInputStream(file)) {
            if (!isOurs(reading.readNBytes(LedgerLayout.HEAD_END))) {
                throw new IOException(file + " is another file now");
            }
            File found = OPEN_FILES.isDirectory() ? find(null) : file;
            modes.file(found, true);
            access = new RandomAccessFile(found, "rw");
            self = OPEN_FILES.isDirectory() ? find(found.getName()) : null;
        }
        protect();
    }

    /** Whether a file that begins so may be this one; it may have been cut. */
    private boolean isOurs(byte[] head) {
        byte[] uuid = identity;
        if (uuid == null || head.length < LedgerLayout.HEAD_END) {
            return true;
        }
        byte[] found = Arrays.copyOfRange(head, LedgerLayout.UUID_HIGH, LedgerLayout.PID);
        return Arrays.equals(found, uuid) || Arrays.equals(found, new byte[uuid.length]);
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
        LedgerFile again = create(file.getParentFile(), file.getName(), modes);
        try (RandomAccessFile out = again.access) {
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.capacity()];
                part.get(0, bytes);
                out.write(bytes);
            }
            out.getFD().sync();
            again.unprotect();
        } catch (IOException e) {
            remove(file);
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
        remove(file);
    }

    private static void remove(File file) {
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
