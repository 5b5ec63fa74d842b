package dev.lastcall.ledger;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.ReferenceKind;
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
 * {@code layout-1-details-little-endian.lastcall} and its twin, and, when there was more to say than rules, sites and
 * counts, {@code layout-1-facts-little-endian.lastcall} and its twin, and, when it said which program runs and what its
 * classes refer to, {@code layout-1-classes-little-endian.lastcall} and its twin, and, when it said when the process
 * stood still, {@code layout-1-standstills-little-endian.lastcall} and its twin: the ledgers that every later version
 * must read. Run it only for a new layout version or new records, and then under new names: files once made never
 * change.
 *
 * <pre>java -cp target/test-classes:target/classes dev.lastcall.ledger.GoldenLedger FOLDER</pre>
 */
final class GoldenLedger {
    static final Program PROGRAM = new Program(false, "com.acme.App", "app-1.2.jar", "orders");

    static final List<LoadedReference> REFERENCES = List.of(
            new LoadedReference(
                    ReferenceKind.ANNOTATION_VALUE,
                    "com.shop.Mine",
                    "run",
                    "(I)V",
                    7,
                    "Mine.java",
                    "/srv/shop.jar",
                    "com.acme.Old$E",
                    "A"),
            new LoadedReference(
                    ReferenceKind.SUPERTYPE,
                    "com.shop.Mine",
                    "",
                    "",
                    0,
                    "Mine.java",
                    "/srv/shop.jar",
                    "com.acme.Old",
                    ""),
            new LoadedReference(
                    ReferenceKind.LOADED_BY_NAME,
                    "com.shop.Plugins",
                    "load",
                    "()V",
                    12,
                    "",
                    "",
                    "com.acme.Plugin",
                    ""));

    private GoldenLedger() {}

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0], name(ByteOrder.LITTLE_ENDIAN)), make(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], name(ByteOrder.BIG_ENDIAN)), make(ByteOrder.BIG_ENDIAN));
        Files.write(Path.of(args[0], factsName(ByteOrder.LITTLE_ENDIAN)), makeFacts(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], factsName(ByteOrder.BIG_ENDIAN)), makeFacts(ByteOrder.BIG_ENDIAN));
        Files.write(Path.of(args[0], classesName(ByteOrder.LITTLE_ENDIAN)), makeClasses(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], classesName(ByteOrder.BIG_ENDIAN)), makeClasses(ByteOrder.BIG_ENDIAN));
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Files.write(Path.of(args[0], standstillsName(order)), makeStandstills(order));
        }
        Files.write(Path.of(args[0], detailsName(ByteOrder.LITTLE_ENDIAN)), makeDetails(ByteOrder.LITTLE_ENDIAN));
        Files.write(Path.of(args[0], detailsName(ByteOrder.BIG_ENDIAN)), makeDetails(ByteOrder.BIG_ENDIAN));
    }

    static String name(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + ending(order);
    }

    static String detailsName(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + "-details" + ending(order);
    }

    static String factsName(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + "-facts" + ending(order);
    }

    static String classesName(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + "-classes" + ending(order);
    }

    static String standstillsName(ByteOrder order) {
        return "layout-" + LedgerLayout.VERSION + "-standstills" + ending(order);
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

    /** A ledger that says all that one can say beside rules, sites and counts. */
    static byte[] makeFacts(ByteOrder order) throws IOException {
        HeapSpace space = new HeapSpace(order);
        ProcessStart process = Samples.process("watching", "", true, 1_000);
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, process);
        writer.jvmStarted(Samples.START - 60_000);
        writer.policy(Samples.START + 1_000, "log", "hash-2", List.of(Samples.DETAILED_RULE, Samples.OTHER_RULE));
        writer.watch(Samples.START + 2_000, "off", "");
        writer.policy(Samples.START + 2_000, "off", "hash-2", List.of(Samples.DETAILED_RULE.inMode("off")));
        writer.addSite(1, Samples.site(1));
        Chunk chunk = writer.newChunk(0, 1);
        Samples.add(chunk, 1, CellLayout.PLAIN, 1_000);
        writer.firstCalls(1);
        writer.clockJumped(Samples.START + 3_000, Samples.START + 900_000);
        List<PathFrame> frames =
                List.of(new PathFrame("a.b.C", "d"), PathFrame.FOLDED, new PathFrame("a.b.E", "<clinit>"));
        writer.addPath(Samples.START, 1, new CallPath(10, frames, true, true));
        writer.addOrigin(Samples.START, new CodeOrigin("app.jar", "g", "app", "1.2", "pom.properties"));
        writer.noteHistory(Samples.START + 100_000_000);
        writer.exited(Samples.START + 100_000_000, 6_960, 12);
        return space.bytes();
    }

    /** A ledger that says which program runs, and what its classes refer to. */
    static byte[] makeClasses(ByteOrder order) throws IOException {
        HeapSpace space = new HeapSpace(order);
        ProcessStart process = Samples.program(false, "", "app-1.2.jar");
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, process);
        writer.program(PROGRAM);
        writer.addReferences(Samples.START + 1_000, REFERENCES, 3);
        writer.exited(Samples.START + 10_000, 6_960, 12);
        return space.bytes();
    }

    /** A ledger that says when the process stood still. */
    static byte[] makeStandstills(ByteOrder order) throws IOException {
        HeapSpace space = new HeapSpace(order);
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
        writer.stoodStill(Samples.START + 1_000, Samples.START + 3_600_000);
        writer.stoodStill(Samples.START + 3_700_000, Samples.START + 3_720_000);
        writer.exited(Samples.START + 4_000_000, 6_960, 12);
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
