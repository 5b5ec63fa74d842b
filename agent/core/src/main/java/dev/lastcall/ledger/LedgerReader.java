package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;
import static java.nio.file.StandardOpenOption.READ;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads ledger files, also those that are being written and those that are damaged. Thread-safe; keeps nothing of what
 * it reads.
 *
 * <p>The file is read, not mapped: a mapped file that someone cuts kills the JVM that looks at it.
 *
 * <p>Whether the process still runs is asked of its lock: a shared lock for a moment, which needs no right to write.
 * Where the file system has no locks, or the process got none, the heartbeat decides: silent for more than a minute
 * means dead. The pid is not asked: it means nothing across containers, and pids are used again.
 *
 * <p>Not for the process's own ledger: closing the file would drop the lock that says that the process lives. Use
 * {@link LedgerWriter#snapshot} there.
 */
public final class LedgerReader {
    /** How the names of ledger files end. */
    public static final String SUFFIX = ".lastcall";

    /** A ledger may be caught in the middle of a change; what is still wrong after so many looks is damage. */
    private static final int LOOKS = 3;

    /** So many bytes are read at once. */
    private static final int WINDOW = 256 << 10;

    /** The window of a reading that has ended: the next one need not make its own. */
    private static final AtomicReference<@Nullable ByteBuffer> SPARE = new AtomicReference<>();

    private LedgerReader() {}

    /**
     * Reads one ledger. What is damaged is named in {@link ProcessEvidence#problems}, the rest is used.
     *
     * <p>Limit: counters change in place, so no checksum covers them. A flipped bit in one is noticed only if the
     * number becomes negative or greater than 2<sup>56</sup>.
     *
     * @throws UnreadableLedgerException if the file can't be read, is no ledger, or was written by a later version
     * @throws OutOfMemoryError if there is too little memory for what it holds
     */
    public static ProcessEvidence read(Path file) throws UnreadableLedgerException {
        if (MergedLedgers.isIn(file)) {
            return ofMerged(
                    file, in -> new LedgerParser(copyOf(in, file), MergedLedgers.name(file), Liveness.UNKNOWN).parse());
        }
        return with(file, channel -> {
            ProcessEvidence snapshot = look(channel, file);
            for (int i = 1; i < LOOKS && mayBeInMotion(snapshot); i++) {
                snapshot = look(channel, file);
            }
            return snapshot;
        });
    }

    /**
     * Reads which process a ledger is of, and nothing else of it.
     *
     * @throws UnreadableLedgerException if the file can't be read, is no ledger, or was written by a later version
     */
    public static LedgerHead readHead(Path file) throws UnreadableLedgerException {
        if (MergedLedgers.isIn(file)) {
            return ofMerged(file, in -> {
                byte[] page = in.readNBytes(PAGE);
                LedgerCopy first = LedgerCopy.of(new ByteArrayInputStream(page));
                return new LedgerParser(first, MergedLedgers.name(file), Liveness.UNKNOWN).parseHead();
            });
        }
        return with(
                file,
                channel -> new LedgerParser(
                                new ChannelPages(channel, ByteBuffer.allocate(PAGE), false),
                                file.toString(),
                                Liveness.UNKNOWN)
                        .parseHead());
    }

    /**
     * Copies one ledger, also one that is being written.
     *
     * @throws UnreadableLedgerException if the file can't be read, is no ledger, or was written by a later version
     * @throws OutOfMemoryError if there is too little memory for what it holds
     */
    public static LedgerCopy copy(Path file) throws UnreadableLedgerException {
        if (MergedLedgers.isIn(file)) {
            return ofMerged(file, in -> copyOf(in, file));
        }
        return with(file, channel -> {
            LedgerCopy copy = null;
            ByteBuffer window = ByteBuffer.allocate(WINDOW);
            boolean inMotion = true;
            for (int i = 0; inMotion && i < LOOKS; i++) {
                Liveness liveness = liveness(channel);
                boolean isFinal = liveness == Liveness.DEAD;
                copy = LedgerCopy.of(new ChannelPages(channel, window, isFinal), isFinal);
                inMotion = mayBeInMotion(new LedgerParser(copy, file.toString(), liveness).parse());
            }
            return Objects.requireNonNull(copy);
        });
    }

    /** The file system of the JDK does not look at an entry's checksum. */
    private static LedgerCopy copyOf(InputStream in, Path entry) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        LedgerCopy copy = LedgerCopy.of(checked);
        if (!Objects.equals(checked.getChecksum().getValue(), Files.getAttribute(entry, "zip:crc"))) {
            throw new UnreadableLedgerException(
                    MergedLedgers.name(entry) + ": is damaged: by its checksum it is not what was merged");
        }
        return copy;
    }

    private static <T> T ofMerged(Path entry, Reading<InputStream, T> reading) throws UnreadableLedgerException {
        return reading(entry, Files::newInputStream, reading);
    }

    private static <T> T with(Path file, Reading<FileChannel, T> reading) throws UnreadableLedgerException {
        checkKind(file);
        return reading(file, path -> FileChannel.open(path, READ), reading);
    }

    private interface Opening<S> {
        S open(Path file) throws IOException;
    }

    private interface Reading<S, T> {
        T of(S opened) throws IOException;
    }

    private static <S extends Closeable, T> T reading(Path file, Opening<S> opening, Reading<S, T> reading)
            throws UnreadableLedgerException {
        try (S opened = opening.open(file)) {
            return reading.of(opened);
        } catch (UnreadableLedgerException e) {
            throw e;
        } catch (AccessDeniedException e) {
            throw new UnreadableLedgerException(MergedLedgers.name(file) + ": cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new UnreadableLedgerException(MergedLedgers.name(file) + ": cannot be read: " + e, e);
        } catch (RuntimeException e) { // a fault of ours: the other ledgers are read all the same
            throw new UnreadableLedgerException(
                    MergedLedgers.name(file) + ": this version of Lastcall fails to read it: " + e, e);
        }
    }

    /** To open a pipe would wait for who writes to it. */
    private static void checkKind(Path file) throws UnreadableLedgerException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException saidWhenOpened) {
            return;
        }
        if (!attributes.isRegularFile()) {
            throw new UnreadableLedgerException(
                    file + ": this is no file but " + (attributes.isDirectory() ? "a folder" : "a pipe or a device"));
        }
    }

    /**
     * What is called as a ledger is in a folder, not in its folders, sorted by name; also what turns out to be none,
     * such as a link to nowhere, since evidence may be missing with it.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> ledgersIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the file begins as a ledger does, whatever it is called; not if it cannot be read. */
    public static boolean isLedger(Path file) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer magic = ByteBuffer.allocate(Long.BYTES);
            channel.read(magic, LedgerLayout.MAGIC);
            return !magic.hasRemaining() && magic.getLong(0) == LedgerLayout.MAGIC_BIG_ENDIAN;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file that begins so begins as a ledger does. */
    public static boolean isLedger(byte[] head) {
        return head.length >= LedgerLayout.MAGIC + Long.BYTES
                && ByteBuffer.wrap(head).getLong(LedgerLayout.MAGIC) == LedgerLayout.MAGIC_BIG_ENDIAN;
    }

    private static boolean mayBeInMotion(ProcessEvidence snapshot) {
        return snapshot.process().state() == ProcessState.RUNNING
                && !snapshot.problems().isEmpty();
    }

    private static ProcessEvidence look(FileChannel channel, Path file) throws IOException {
        // first the lock: a process that ends in between has then said so in its header
        Liveness liveness = liveness(channel);
        ByteBuffer spare = SPARE.getAndSet(null);
        ByteBuffer window = spare != null ? spare : ByteBuffer.allocateDirect(WINDOW);
        ProcessEvidence evidence = new LedgerParser(
                        new ChannelPages(channel, window, liveness == Liveness.DEAD), file.toString(), liveness)
                .parse();
        SPARE.set(window);
        return evidence;
    }

    /** One reader of this process at a time: then an overlap can only be with the process's own writer. */
    private static synchronized Liveness liveness(FileChannel channel) {
        try (FileLock lock = channel.tryLock(MappedFile.LOCK_POSITION, 1, true)) {
            return lock == null ? Liveness.ALIVE : Liveness.DEAD;
        } catch (OverlappingFileLockException e) {
            return Liveness.ALIVE;
        } catch (IOException e) {
            return Liveness.UNKNOWN;
        }
    }

    /** Pages of an open file, which may grow and shrink meanwhile; many are read at once. */
    private static final class ChannelPages implements PageSource {
        private final FileChannel channel;
        private final boolean isFinal;
        private final ByteBuffer window;
        private long start;

        /**
         * @param window for it alone, as long as it reads
         * @param isFinal whether nobody writes any more, so that what was read once stays so
         */
        ChannelPages(FileChannel channel, ByteBuffer window, boolean isFinal) {
            this.channel = channel;
            this.isFinal = isFinal;
            this.window = window;
            window.limit(0);
        }

        @Override
        public long bytes() throws IOException {
            return channel.size();
        }

        @Override
        public void newPass() {
            if (!isFinal) {
                window.limit(0);
            }
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            into.clear();
            int size = into.remaining();
            if (size > window.capacity()) {
                fill(into, position);
            } else {
                if (position < start || position + size > start + window.limit()) {
                    window.clear();
                    fill(window, position);
                    window.flip();
                    start = position;
                }
                int from = (int) (position - start);
                into.put(0, window, from, Math.max(0, Math.min(size, window.limit() - from)))
                        .position(Math.max(0, Math.min(size, window.limit() - from)));
            }
            while (into.hasRemaining()) {
                into.put((byte) 0);
            }
            into.flip();
        }

        private void fill(ByteBuffer buffer, long position) throws IOException {
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
                // a read may bring less than was asked for
            }
        }
    }
}
