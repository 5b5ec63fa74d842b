package dev.lastcall.ledger;

import static java.nio.file.StandardOpenOption.READ;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads ledger files, also those that are being written and those that are damaged. Thread-safe; keeps nothing.
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

    private LedgerReader() {}

    /**
     * Reads one ledger. What is damaged is named in {@link ProcessEvidence#problems}, the rest is used.
     *
     * <p>Limit: counters change in place, so no checksum covers them. A flipped bit in one is noticed only if the number
     * becomes negative or greater than 2<sup>56</sup>.
     *
     * @throws UnreadableLedgerException if the file can't be read, is no ledger, or was written by a later version
     */
    public static ProcessEvidence read(Path file) throws UnreadableLedgerException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // to open a pipe would wait for who writes to it
            throw new UnreadableLedgerException(
                    file + ": this is no file but " + (Files.isDirectory(file) ? "a folder" : "a pipe or a device"));
        }
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ProcessEvidence snapshot = look(channel, file);
            for (int i = 1; i < LOOKS && mayBeInMotion(snapshot); i++) {
                snapshot = look(channel, file);
            }
            return snapshot;
        } catch (UnreadableLedgerException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e, e);
        } catch (OutOfMemoryError e) {
            throw unreadable(file, "it holds more than there is memory for: " + e.getMessage(), e);
        } catch (RuntimeException e) { // a fault of ours: the other ledgers are read all the same
            throw unreadable(file, "this version of Lastcall fails to read it: " + e, e);
        }
    }

    private static UnreadableLedgerException unreadable(Path file, String why, Throwable cause) {
        UnreadableLedgerException unreadable = new UnreadableLedgerException(file + ": " + why);
        unreadable.initCause(cause);
        return unreadable;
    }

    /**
     * What is called as a ledger is in a folder, not in its folders, sorted by name; also what turns out to be none, such as
     * a link to nowhere, since evidence may be missing with it.
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

    private static boolean mayBeInMotion(ProcessEvidence snapshot) {
        return snapshot.process().state() == ProcessState.RUNNING
                && !snapshot.problems().isEmpty();
    }

    private static ProcessEvidence look(FileChannel channel, Path file) throws IOException {
        // first the lock: a process that ends in between has then said so in its header
        Liveness liveness = liveness(channel);
        return new LedgerParser(new ChannelPages(channel), file.toString(), liveness).parse();
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

    /** Pages of an open file, which may grow and shrink meanwhile. */
    private record ChannelPages(FileChannel channel) implements PageSource {
        @Override
        public long bytes() throws IOException {
            return channel.size();
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            into.clear();
            while (into.hasRemaining() && channel.read(into, position + into.position()) >= 0) {
                // a read may bring less than was asked for
            }
            while (into.hasRemaining()) {
                into.put((byte) 0);
            }
            into.flip();
        }
    }
}
