package dev.lastcall.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Made {@code layout-1-little-endian.lastcall}, {@code layout-1-big-endian.lastcall} and, when rules got their details,
 * {@code layout-1-details-little-endian.lastcall} and its twin: the ledgers that every later version must read. Run it
 * only for a new layout version or new records, and then under new names: files once made never change.
 *
 * <pre>java -cp target/test-classes:target/classes dev.lastcall.ledger.GoldenLedger FOLDER</pre>
 */
final class GoldenLedger {
    private GoldenLedger() {}

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0], name(ByteOrder.LITTLE_ENDIAN)), make(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], name(ByteOrder.BIG_ENDIAN)), make(ByteOrder.BIG_ENDIAN));
        Files.write(Path.of(args[0], detailsName(ByteOrder.LITTLE_ENDIAN)), makeDetails(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], detailsName(ByteOrder.BIG_ENDIAN)), makeDetails(ByteOrder.BIG_ENDIAN));
    }

    static String name(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + ending(order);
    }

    static String detailsName(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + "-details" + ending(order);
    }

    private static String ending(ByteOrder order) {
        return (order == ByteOrder.BIG_ENDIAN ? "-big" : "-little") + "-endian.lastcall";
    }

    /** A ledger whose only content is a rule with details. */
    static byte[] makeDetails(ByteOrder order) throws IOException {
        HeapSpace space = new HeapSpace(order);
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, Samples.process());
        writer.addRule(Samples.DETAILED_RULE);
        writer.exited(Samples.START + 10_000, 6_960, 12);
        return space.bytes();
    }

    static byte[] make(ByteOrder order) throws IOException {
        HeapSpace space = new HeapSpace(order);
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, Samples.process());
        Samples.fill(writer);
        writer.exited(Samples.START + 10_000, 6_960, 12);
        return space.bytes();
    }

    /** A space of plain arrays, in either byte order. */
    static final class HeapSpace implements Space {
        private final ByteOrder order;
        private final List<byte[]> segments = new ArrayList<>();

        HeapSpace(ByteOrder order) {
            this.order = order;
        }

        @Override
        public ByteBuffer grow(long position, int bytes) {
            byte[] segment = new byte[bytes];
            segments.add(segment);
            return ByteBuffer.wrap(segment).order(order);
        }

        byte[] bytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] segment : segments) {
                all.writeBytes(segment);
            }
            return all.toByteArray();
        }

        @Override
        public long length() {
            return bytes().length;
        }

        @Override
        public void refill(long from, long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isInPlace() {
            return true;
        }

        @Override
        public void writeAgain(List<ByteBuffer> parts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isLocked() {
            return true;
        }

        @Override
        public String path() {
            return "heap";
        }

        @Override
        public void unprotect() {}

        @Override
        public void close() {}
    }
}
