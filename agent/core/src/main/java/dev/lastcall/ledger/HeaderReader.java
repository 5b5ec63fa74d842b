package dev.lastcall.ledger;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads page 0, whatever state it is in. For one reading. */
final class HeaderReader {
    /** The end of the year 9999: a later time is damage. */
    static final long LATEST = 253_402_300_799_999L;

    private static final String UNKNOWN = "unknown";

    private final ByteBuffer page;
    private final Problems problems;

    private HeaderReader(ByteBuffer page, Problems problems) {
        this.page = page;
        this.problems = problems;
    }

    /**
     * @param page a whole page, filled up with zeros if the file is shorter; gets the order of the file
     * @throws UnreadableLedgerException if it is no header of this version
     */
    static HeaderReader of(ByteBuffer page, Problems problems) throws UnreadableLedgerException {
        page.order(ByteOrder.BIG_ENDIAN);
        long magic = page.getLong(LedgerLayout.MAGIC);
        if (magic == 0) {
            throw problems.unreadable(
                    LedgerLayout.MAGIC, "there is no header yet: the process is starting, or died while it did");
        }
        if (magic != LedgerLayout.MAGIC_BIG_ENDIAN) {
            throw problems.unreadable(LedgerLayout.MAGIC, "this is no Lastcall ledger, or its first bytes are damaged");
        }
        int mark = page.getInt(LedgerLayout.ORDER_MARK);
        if (mark == Integer.reverseBytes(LedgerLayout.BYTE_ORDER_MARK)) {
            page.order(ByteOrder.LITTLE_ENDIAN);
        } else if (mark != LedgerLayout.BYTE_ORDER_MARK) {
            throw problems.unreadable(LedgerLayout.ORDER_MARK, "the byte-order mark is damaged");
        }
        HeaderReader header = new HeaderReader(page, problems);
        header.checkHead();
        return header;
    }

    private void checkHead() throws UnreadableLedgerException {
        int version = page.getInt(LedgerLayout.LAYOUT_VERSION);
        int crc = LedgerLayout.crc(page, LedgerLayout.LAYOUT_VERSION, LedgerLayout.HEAD_CRC);
        boolean whole = crc == page.getInt(LedgerLayout.HEAD_CRC);
        if (version > LedgerLayout.VERSION) {
            throw problems.unreadable(
                    LedgerLayout.LAYOUT_VERSION,
                    "the ledger has layout version " + version + ", this Lastcall reads up to version "
                            + LedgerLayout.VERSION + ". Read it with the lastcall.jar that wrote it, or a later one");
        }
        if (version != LedgerLayout.VERSION) {
            throw problems.unreadable(LedgerLayout.LAYOUT_VERSION, "the layout version is damaged");
        }
        if (whole && page.getLong(LedgerLayout.PID) < 0) {
            problems.at(LedgerLayout.PID, "the pid is damaged");
        }
        if (!whole) {
            problems.at(LedgerLayout.UUID_HIGH, "the identity of the process (UUID, pid, start) is damaged");
        }
    }

    ByteOrder order() {
        return page.order();
    }

    /** Pages in use at most; as many as the file has if the word is damaged. */
    long committedPages(long pagesInFile) {
        int pages = page.getInt(LedgerLayout.COMMITTED_PAGES);
        if (pages <= 0 || page.getInt(LedgerLayout.COMMITTED_INVERTED) != ~pages) {
            problems.at(LedgerLayout.COMMITTED_PAGES, "the number of pages is damaged");
            return pagesInFile;
        }
        return pages;
    }

    boolean isExited() {
        return checkedWord(LedgerLayout.STATE, "state") == LedgerLayout.STATE_EXITED;
    }

    boolean holdsLock() {
        return checkedWord(LedgerLayout.LOCKED, "lock word") == 1;
    }

    long lastSeenMillis() {
        return time(LedgerLayout.LAST_SEEN_AT);
    }

    /** What did not get into the file for want of space goes to the problems. */
    void reportOutside() {
        int chunks = page.getInt(LedgerLayout.CHUNKS_OUTSIDE);
        int records = page.getInt(LedgerLayout.RECORDS_OUTSIDE);
        if (chunks == 0 && records == 0) {
            return;
        }
        int length = page.getInt(LedgerLayout.REASON);
        int start = LedgerLayout.REASON + 8;
        boolean whole = length >= 0
                && length <= LedgerLayout.REASON_MAX
                && LedgerLayout.crc(page, start, start + length) == page.getInt(LedgerLayout.REASON + 4);
        long calls = page.getLong(LedgerLayout.CALLS_OUTSIDE);
        if (chunks < 0 || records < 0 || calls < 0) {
            problems.at(LedgerLayout.CHUNKS_OUTSIDE, "the number of what is not in the file is damaged");
            return;
        }
        String reason = whole ? text(start, length) : UNKNOWN;
        problems.at(LedgerLayout.CHUNKS_OUTSIDE, LedgerLayout.outside(chunks, records, calls, reason));
    }

    /** The process as the header says; mode and policy hash may have changed since. */
    ProcessInfo process(ProcessState state, String file) {
        List<String> labels = labels();
        int mode = checkedWord(LedgerLayout.MODE, "mode");
        return new ProcessInfo(
                new UUID(page.getLong(LedgerLayout.UUID_HIGH), page.getLong(LedgerLayout.UUID_LOW)),
                labels.get(0),
                labels.get(1),
                labels.get(2),
                labels.get(3),
                page.getLong(LedgerLayout.PID),
                Instant.ofEpochMilli(time(LedgerLayout.STARTED_AT)),
                Instant.ofEpochMilli(lastSeenMillis()),
                LedgerLayout.modeWord(mode),
                state,
                labels.get(4),
                labels.get(5),
                labels.get(6),
                number(LedgerLayout.CLASSES_SEEN),
                number(LedgerLayout.CLASSES_WOVEN),
                file);
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        int length = page.getInt(LedgerLayout.LABELS);
        int start = LedgerLayout.LABELS + 8;
        boolean whole = length >= 0
                && length <= CellLayout.PAGE - start
                && LedgerLayout.crc(page, start, start + length) == page.getInt(LedgerLayout.LABELS + 4);
        // a text that is none has its CRC all the same where somebody made the file by hand; it is printed as it is
        int at = start;
        while (whole && at + 2 <= start + length) {
            int size = page.getShort(at) & 0xFFFF;
            if (at + 2 + size > start + length) {
                break;
            }
            labels.add(text(at + 2, size));
            at += 2 + size;
        }
        if (labels.size() < LedgerLayout.LABEL_COUNT) {
            problems.at(LedgerLayout.LABELS, "the labels of the process are damaged");
        }
        while (labels.size() < LedgerLayout.LABEL_COUNT) {
            labels.add(labels.isEmpty() ? UNKNOWN : "");
        }
        return labels;
    }

    private String text(int at, int length) {
        byte[] bytes = new byte[length];
        page.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int checkedWord(int at, String name) {
        int value = LedgerLayout.unchecked(page.getInt(at));
        if (value < 0) {
            problems.at(at, "the process's " + name + " is damaged");
        }
        return value;
    }

    /** What the process says that the file holds; 0 if it does not say. */
    int written(int at, String name) {
        long word = page.getLong(at);
        int value = (int) word;
        if (word != 0 && (value < 0 || value != ~(int) (word >>> 32))) {
            problems.at(at, "the number of " + name + " is damaged");
            return 0;
        }
        return value;
    }

    boolean hasChunksOutside() {
        return page.getInt(LedgerLayout.CHUNKS_OUTSIDE) != 0;
    }

    private long time(int at) {
        long millis = page.getLong(at);
        if (millis < 0 || millis > LATEST) {
            problems.at(at, "a time is damaged");
            return 0;
        }
        return millis;
    }

    private long number(int at) {
        long number = page.getLong(at);
        if (number < 0) {
            problems.at(at, "a number of classes is damaged");
            return 0;
        }
        return number;
    }
}
