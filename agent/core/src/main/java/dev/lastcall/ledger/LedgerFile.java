package dev.lastcall.ledger;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file of a ledger, as its process grows it. Uses {@code java.io} to open and write: {@code java.nio.file} would fix
 * the file system provider before the application could choose its own.
 *
 * <p>New space is written with zeros and forced to the disk before it is mapped. A sparse file would be shorter work,
 * but the first touch of a page on a full disk kills the JVM with SIGBUS.
 *
 * <p>One descriptor stays open for the life of the process and holds a lock; that lock says "alive" to readers. The
 * kernel drops a process's locks on a file when the process closes <em>any</em> descriptor of it, so nobody in this
 * process may open the file a second time.
 *
 * <p>Once open, the file is read-only to everyone, its owner included, until the process ends in order: who cuts a file
 * that is mapped ({@code >}, {@code copytruncate}) makes the next access a fault in the application's own code. The
 * superuser can still do it.
 */
final class LedgerFile implements Space {
    /**
     * The byte that is locked, far behind any data: where locks are mandatory (Windows), readers could not read what is
     * locked.
     */
    static final long LOCK_POSITION = 1L << 62;

    /** How often a thread that is interrupted again and again starts over before that counts as a failure. */
    private static final int ATTEMPTS = 10;

    private static final int ZEROS = 64 * 1024;

    private final File file;
    private RandomAccessFile access;
    private @Nullable FileLock lock;

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

    private void reopen() throws IOException {
        unprotect();
        access = new RandomAccessFile(file, "rw");
        lock = null;
        protect();
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

    @Override
    public ByteBuffer grow(long position, int bytes) throws IOException {
        // an interrupted thread would close the channel, and with it drop the lock
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return growOnce(position, bytes);
                } catch (IOException e) {
                    if (access.getChannel().isOpen() || attempt == ATTEMPTS) {
                        throw e;
                    }
                    // interrupted all the same, between the line above and the mapping
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ByteBuffer growOnce(long position, int bytes) throws IOException {
        if (lock == null) {
            lock = tryLock();
        }
        try {
            writeZeros(position, bytes);
            access.getFD().sync();
        } catch (IOException e) {
            shrink(position);
            throw e;
        }
        ByteBuffer mapped = access.getChannel().map(FileChannel.MapMode.READ_WRITE, position, bytes);
        return mapped.order(ByteOrder.nativeOrder());
    }

    private @Nullable FileLock tryLock() throws ClosedChannelException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                FileLock got = access.getChannel().tryLock(LOCK_POSITION, 1, false);
                if (got != null) {
                    return got;
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (OverlappingFileLockException e) {
                // a reader in this process asks just now
            } catch (IOException e) {
                return null; // a file system without locks: readers go by the heartbeat
            }
            LockSupport.parkNanos(1_000_000); // a reader holds it for the moment of its question
        }
        return null;
    }

    private void writeZeros(long position, long bytes) throws IOException {
        byte[] zeros = new byte[(int) Math.min(bytes, ZEROS)];
        access.seek(position);
        for (long left = bytes; left > 0; left -= zeros.length) {
            access.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    private void shrink(long position) {
        try {
            access.setLength(position);
        } catch (IOException e) {
            // zeros behind the committed pages do no harm
        }
    }

    @Override
    public long length() throws IOException {
        if (!access.getChannel().isOpen()) {
            reopen(); // an interrupt closed it
        }
        return access.length();
    }

    @Override
    public void refill(long from, long to) throws IOException {
        writeZeros(from, to - from); // and no sync: meanwhile each call of the application is a fault
    }

    @Override
    public boolean isInPlace() {
        return file.exists();
    }

    @Override
    public void writeAgain(List<ByteBuffer> parts) throws IOException {
        createNew(file);
        try (FileOutputStream out = new FileOutputStream(file)) {
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.capacity()];
                part.get(0, bytes);
                out.write(bytes);
            }
            out.getFD().sync();
        } catch (IOException e) {
            deleteFile();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void unprotect() {
        if (File.separatorChar == '/') {
            file.setWritable(true, true);
        }
    }

    @Override
    public boolean isLocked() {
        return lock != null;
    }

    @Override
    public String path() {
        return file.getPath();
    }

    @Override
    public void close() {
        try {
            access.close();
        } catch (IOException e) {
            // nothing is lost: all data went through the mapping
        }
    }

    /** Takes back a file in which nothing was written. */
    void delete() {
        close();
        deleteFile();
    }

    private void deleteFile() {
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
