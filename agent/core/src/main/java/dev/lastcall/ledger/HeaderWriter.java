package dev.lastcall.ledger;

import static dev.lastcall.ledger.LedgerLayout.checked;

import java.nio.ByteBuffer;

/**
 * Writes page 0. Used under the lock of the draft or the writer that has made it, {@link #tick} apart, which sets one
 * word.
 */
final class HeaderWriter {
    private final ByteBuffer page;

    /** @param page starts with the page, in the order of the ledger */
    HeaderWriter(ByteBuffer page) {
        this.page = page;
    }

    /** Everything but the magic: until that stands, the file is no ledger. */
    void begin(ProcessStart process) {
        page.putInt(LedgerLayout.LAYOUT_VERSION, LedgerLayout.VERSION);
        page.putInt(LedgerLayout.ORDER_MARK, LedgerLayout.BYTE_ORDER_MARK);
        page.putLong(LedgerLayout.UUID_HIGH, process.uuidHigh());
        page.putLong(LedgerLayout.UUID_LOW, process.uuidLow());
        page.putLong(LedgerLayout.PID, process.pid());
        page.putLong(LedgerLayout.STARTED_AT, process.startedAt());
        state(LedgerLayout.STATE_RUNNING);
        mode(process.mode());
        heartbeat(process.startedAt(), 0, 0);
        labels(process);
    }

    void finish() {
        byte[] head = new byte[LedgerLayout.HEAD_CRC - LedgerLayout.LAYOUT_VERSION];
        page.get(LedgerLayout.LAYOUT_VERSION, head);
        page.putInt(LedgerLayout.HEAD_CRC, LedgerLayout.crc(ByteBuffer.wrap(head), 0, head.length));
        LedgerLayout.release(page);
        page.putLong(LedgerLayout.MAGIC, LedgerLayout.magic(page.order()));
    }

    /** Whether the header still stands where it was written. */
    boolean isThere() {
        return page.getLong(LedgerLayout.MAGIC) == LedgerLayout.magic(page.order());
    }

    private void labels(ProcessStart process) {
        String[] labels = {
            process.service(),
            process.environment(),
            process.version(),
            process.host(),
            process.policyHash(),
            process.agentVersion(),
            process.jvm()
        };
        ByteBuffer all = ByteBuffer.allocate(LedgerLayout.LABEL_COUNT * (2 + LedgerLayout.LABEL_MAX))
                .order(page.order());
        for (String label : labels) {
            byte[] text = LedgerLayout.utf8(label, LedgerLayout.LABEL_MAX);
            all.putShort((short) text.length);
            all.put(text);
        }
        block(LedgerLayout.LABELS, all.array(), all.position());
    }

    /**
     * Length, checksum, bytes. The checksum is that of the bytes before they are in the page: native code that reads a
     * page which someone has cut off the file ends the JVM.
     */
    private void block(int at, byte[] bytes, int length) {
        page.put(at + 8, bytes, 0, length);
        page.putInt(at, length);
        page.putInt(at + 4, LedgerLayout.crc(ByteBuffer.wrap(bytes), 0, length));
    }

    void heartbeat(long nowMillis, long classesSeen, long classesWoven) {
        page.putLong(LedgerLayout.LAST_SEEN_AT, nowMillis);
        page.putLong(LedgerLayout.CLASSES_SEEN, classesSeen);
        page.putLong(LedgerLayout.CLASSES_WOVEN, classesWoven);
        tick(nowMillis);
    }

    void tick(long nowMillis) {
        page.putLong(LedgerLayout.CLOCK, nowMillis);
    }

    void state(int state) {
        page.putInt(LedgerLayout.STATE, checked(state));
    }

    void mode(String word) {
        page.putInt(LedgerLayout.MODE, checked(LedgerLayout.modeNumber(word)));
    }

    /** To be called before any of the new pages is used. */
    void space(int committedPages, boolean locked) {
        page.putInt(LedgerLayout.COMMITTED_PAGES, committedPages);
        page.putInt(LedgerLayout.COMMITTED_INVERTED, ~committedPages);
        page.putInt(LedgerLayout.LOCKED, checked(locked ? 1 : 0));
        LedgerLayout.release(page);
    }

    /** To be called when what is counted is there. */
    void written(int at, int number) {
        LedgerLayout.release(page);
        page.putLong(at, (number & 0xFFFF_FFFFL) | (long) ~number << 32);
    }

    void outside(int chunks, int records, long calls, String reason) {
        byte[] text = LedgerLayout.utf8(reason, LedgerLayout.REASON_MAX);
        block(LedgerLayout.REASON, text, text.length);
        page.putInt(LedgerLayout.CHUNKS_OUTSIDE, chunks);
        page.putInt(LedgerLayout.RECORDS_OUTSIDE, records);
        page.putLong(LedgerLayout.CALLS_OUTSIDE, calls);
    }
}
