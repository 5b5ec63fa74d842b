package dev.lastcall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastcall.text.OneLine;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a file of merged ledgers, laid out as {@link MergedLedgers} says. The same ledgers give the same bytes, in
 * whatever order they came and whether they were merged before. Not thread-safe.
 */
public final class MergedWriter implements Closeable {
    /** The first that a ZIP archive can name: when a file was merged makes it no other evidence. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private String last = "";

    /**
     * Begins a file.
     *
     * @param out is closed with this
     */
    public MergedWriter(OutputStream out) {
        zip = new ZipOutputStream(out, UTF_8);
    }

    /** The ledgers of one process, without those of which there is one already. */
    public static final class Copies {
        private final Map<String, Named> byChecksum = new TreeMap<>();

        private record Named(LedgerCopy copy, String fileName) {}

        /**
         * Adds one, unless there is one like it.
         *
         * @param fileName of the ledger, without folders
         */
        public void add(LedgerCopy copy, String fileName) {
            byChecksum.merge(
                    copy.sha256(), new Named(copy, fileName), (a, b) -> a.fileName.compareTo(b.fileName) <= 0 ? a : b);
        }

        /** How many of them differ. */
        public int size() {
            return byChecksum.size();
        }
    }

    /**
     * Adds all ledgers of a process.
     *
     * @param process in ascending order of their text, each once
     * @throws IllegalArgumentException if it is out of order
     */
    public void add(UUID process, Copies ledgers) throws IOException {
        if (process.toString().compareTo(last) <= 0) {
            throw new IllegalArgumentException(process + " after " + last);
        }
        last = process.toString();
        for (Map.Entry<String, Copies.Named> ledger : ledgers.byChecksum.entrySet()) {
            begin(process + "/" + ledger.getKey() + "/" + ledger.getValue().fileName);
            ledger.getValue().copy.writeTo(zip);
            zip.closeEntry();
        }
    }

    /**
     * Ends the file.
     *
     * @param unread a sentence for each file that could not be read: a question to the merged evidence must not get a
     *     better answer than one to the files
     */
    public void end(Collection<String> unread) throws IOException {
        begin(MergedLedgers.MARKER);
        StringBuilder text = new StringBuilder(MergedLedgers.TITLE + MergedLedgers.VERSION + "\n");
        for (String sentence : new TreeSet<>(unread)) {
            text.append(OneLine.of(sentence)).append('\n');
        }
        zip.write(text.toString().getBytes(UTF_8));
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
