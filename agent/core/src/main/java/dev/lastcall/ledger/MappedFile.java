package dev.lastcall.ledger;

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
 * The file of a ledger from the time that it is mapped, as its process grows it.
 *
 * <p>New space is written with zeros and forced to the disk before it is mapped. A sparse file would be shorter work,
 * but the first touch of a page on a full disk kills the JVM with SIGBUS.
 *
 * <p>One descriptor stays open for the life of the process and holds a lock; that lock says "alive" to readers. The
 * kernel drops a process's locks on a file when the process closes <em>any</em> descriptor of it, so nobody in this
 * process may open the file a second time.
 *
 * <p>Used under the draft's lock, and under the writer's from {@link LedgerWriter#of} on; {@link #isInPlace} and {@link
 * #path} need none.
 */
final class MappedFile implements Space {
    /**
     * The byte that is locked, far behind any data: where locks are mandatory (Windows), readers could not read what is
     * locked.
     */
    static final long LOCK_POSITION = 1L << 62;

    /** How often a thread that is interrupted again and again starts over before that counts as a failure. */
    private static final int ATTEMPTS = 10;

    private static final int ZEROS = 64 * 1024;

    private final LedgerFile file;
    private @Nullable FileLock lock;

    /** @param file is not written to in the plain way any more, but by who holds the lock of {@link #lock} alone */
    MappedFile(LedgerFile file) {
        this.file = file;
    }

    /** Takes the lock, if it can be had; see {@link #isLocked}. */
    boolean lock() {
        try {
            lock = tryLock();
        } catch (ClosedChannelException interrupted) {
            // it is taken when the file is mapped
        }
        return lock != null;
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
                    if (channel().isOpen() || attempt == ATTEMPTS) {
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

    private FileChannel channel() {
        return file.access().getChannel();
    }

    private void reopen() throws IOException {
        lock = null;
        file.reopen();
    }

    private ByteBuffer growOnce(long position, int bytes) throws IOException {
        if (lock == null) {
            lock = tryLock();
        }
        try {
            // what the draft has written there stays
            long from = Math.max(position, Math.min(file.written(), file.length()));
            writeZeros(from, position + bytes - from);
            file.access().getFD().sync();
        } catch (IOException e) {
            shrink(position);
            throw e;
        }
        return FileMapping.map(channel(), position, bytes).order(ByteOrder.nativeOrder());
    }

    private @Nullable FileLock tryLock() throws ClosedChannelException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                FileLock got = channel().tryLock(LOCK_POSITION, 1, false);
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
        RandomAccessFile access = file.access();
        byte[] zeros = new byte[(int) Math.min(bytes, ZEROS)];
        access.seek(position);
        for (long left = bytes; left > 0; left -= zeros.length) {
            access.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    private void shrink(long position) {
        try {
            file.access().setLength(position);
        } catch (IOException e) {
            // zeros behind the committed pages do no harm
        }
    }

    @Override
    public long length() throws IOException {
        if (!channel().isOpen()) {
            reopen(); // an interrupt closed it
        }
        return file.length();
    }

    @Override
    public void refill(long from, long to) throws IOException {
        writeZeros(from, to - from); // and no sync: meanwhile each call of the application is a fault
    }

    @Override
    public boolean isInPlace() {
        return file.isInPlace();
    }

    @Override
    public void writeAgain(List<ByteBuffer> parts) throws IOException {
        file.writeAgain(parts);
    }

    @Override
    public void unprotect() {
        file.unprotect();
    }

    @Override
    public boolean isLocked() {
        return lock != null;
    }

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public void close() {
        try {
            file.access().close();
        } catch (IOException e) {
            // nothing is lost: all data went through the mapping
        }
    }
}
