package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The records of a ledger, read as the layout is drawn in the Javadoc of {@code LedgerLayout}, by other code than the
 * project's own reader: so that what is drawn is what is written.
 */
final class LedgerRecords {
    static final int RULE = 2;
    static final int WATCH = 7;
    static final int POLICY = 8;
    static final int FRAME = 11;
    static final int PATH = 12;
    static final int ORIGIN = 14;

    private static final int PAGE = 4_096;
    private static final int RECORDS = 0x5245_4353;
    private static final int READY_MARK = 0xA5C3;

    private final ByteBuffer file;

    private LedgerRecords(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** Of the only ledger in that folder. */
    static LedgerRecords in(Path ledgers) throws IOException {
        try (Stream<Path> files = Files.list(ledgers)) {
            List<Path> all = files.toList();
            assertThat(all).as("ledgers in %s", ledgers).hasSize(1);
            return new LedgerRecords(Files.readAllBytes(all.get(0)));
        }
    }

    /** What is made of each record of that type, in the order of the file. */
    <T> List<T> read(int type, Function<Body, T> reader) {
        List<T> all = new ArrayList<>();
        for (int page = PAGE; page < file.limit(); ) {
            int pages = Math.max(1, file.getInt(page + 4));
            if (file.getInt(page) == RECORDS) {
                read(page + 32, page + pages * PAGE, type, reader, all);
            }
            page += pages * PAGE;
        }
        return all;
    }

    private <T> void read(int from, int end, int type, Function<Body, T> reader, List<T> all) {
        for (int at = from; at < end && file.getInt(at) >>> 16 == READY_MARK; at += file.getInt(at) & 0xFFFF) {
            if (file.getInt(at + 8) == type) {
                int length = file.getInt(at) & 0xFFFF;
                all.add(reader.apply(new Body(file.slice(at + 12, length - 12).order(ByteOrder.nativeOrder()))));
            }
        }
    }

    /** The body of a record, from one field to the next. */
    record Body(ByteBuffer bytes) {
        int u8() {
            return bytes.get() & 0xFF;
        }

        int u16() {
            return bytes.getShort() & 0xFFFF;
        }

        int i32() {
            return bytes.getInt();
        }

        long i64() {
            return bytes.getLong();
        }

        String string() {
            byte[] text = new byte[u16()];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
