package dev.lastcall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file into which ledgers were merged: a ZIP archive with each ledger as it was, byte for byte, so that nothing of
 * the evidence is lost and what is judged is the same.
 *
 * <pre>
 *   UUID of the process/SHA-256 of the ledger/name of its file.lastcall
 *   …
 *   lastcall-merged.txt      "lastcall merged ledgers 1", then a line for each file that could not be read
 * </pre>
 *
 * <p>The set of entries is the union of what was merged, and their order is that of their names: so merging is
 * associative, commutative and idempotent. The ledgers can be read as long as this is open. Thread-safe.
 */
public final class MergedLedgers implements Closeable {
    /** The entry that tells such a file from other archives. */
    static final String MARKER = "lastcall-merged.txt";

    /** First line of the marker; the number is the version of the layout. */
    static final String TITLE = "lastcall merged ledgers ";

    static final int VERSION = 1;

    /** UUID, checksum, name. */
    private static final int DEPTH = 3;

    private final FileSystem archive;
    private final List<Path> ledgers;
    private final List<String> unread;

    private MergedLedgers(FileSystem archive, List<Path> ledgers, List<String> unread) {
        this.archive = archive;
        this.ledgers = ledgers;
        this.unread = unread;
    }

    /**
     * Opens such a file.
     *
     * @return null if it is something else, or cannot be opened at all
     * @throws UnreadableLedgerException if it can't be read, or was written by a later version
     */
    public static @Nullable MergedLedgers open(Path file) throws UnreadableLedgerException {
        try {
            return isArchive(file) ? read(FileSystems.newFileSystem(file), file) : null;
        } catch (ProviderNotFoundException e) { // also of an archive that is damaged, unless it is called *.zip
            throw new UnreadableLedgerException(
                    file
                            + (canReadArchives()
                                    ? ": is an archive that cannot be read: it is damaged, or was cut"
                                    : ": is an archive: to read it takes a Java with the module jdk.zipfs, such as any JDK"),
                    e);
        } catch (UnreadableLedgerException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableLedgerException(file + ": is an archive that cannot be read: " + e, e);
        }
    }

    private static boolean canReadArchives() {
        return FileSystemProvider.installedProviders().stream()
                .anyMatch(provider -> provider.getScheme().equals("jar"));
    }

    private static boolean isArchive(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        } catch (IOException e) { // as a ledger it cannot be read either, and there it is said why
            return false;
        }
    }

    private static @Nullable MergedLedgers read(FileSystem archive, Path file) throws IOException {
        boolean isOurs = false;
        try {
            Path marker = archive.getPath(MARKER);
            if (!Files.isRegularFile(marker)) {
                return null;
            }
            List<String> lines = Files.readAllLines(marker, UTF_8);
            checkVersion(lines.isEmpty() ? "" : lines.get(0), file);
            MergedLedgers merged = new MergedLedgers(
                    archive,
                    ledgers(archive),
                    lines.subList(1, lines.size()).stream()
                            .filter(line -> !line.isBlank())
                            .toList());
            isOurs = true;
            return merged;
        } finally {
            if (!isOurs) {
                archive.close();
            }
        }
    }

    private static void checkVersion(String title, Path file) throws UnreadableLedgerException {
        if (!title.equals(TITLE + VERSION)) {
            throw new UnreadableLedgerException(file + ": ledgers were merged into it by a later version of Lastcall: '"
                    + title + "'; this version reads '" + TITLE + VERSION + "'");
        }
    }

    private static List<Path> ledgers(FileSystem archive) throws IOException {
        try (Stream<Path> entries = Files.walk(archive.getPath("/"), DEPTH)) {
            return entries.filter(entry -> entry.getNameCount() == DEPTH && Files.isRegularFile(entry))
                    .sorted()
                    .toList();
        }
    }

    /** The ledgers in it, sorted; each can be given to {@link LedgerReader}. Immutable. */
    public List<Path> ledgers() {
        return ledgers;
    }

    /** What could not be read when it was made: a sentence each. Immutable. */
    public List<String> unread() {
        return unread;
    }

    /** Whether a ledger is one in such a file. */
    static boolean isIn(Path ledger) {
        return ledger.getFileSystem() != FileSystems.getDefault();
    }

    /** What to call a ledger: its path, and that of the file in which it lies. */
    static String name(Path ledger) {
        return isIn(ledger) ? ledger.getFileSystem() + "!" + ledger : ledger.toString();
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
