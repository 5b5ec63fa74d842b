package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.PageSupply.Sizes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the ledger of a busy process of a month holds beside rules, sites and counts, when there is more of everything
 * than it has room for. The clock is the test's.
 */
class MonthTest {
    private static final int SITES = 10_000;
    private static final long HOUR = 3_600_000;
    private static final int HOURS = 30 * 24;
    private static final long MOST_BYTES = 4_000_000;

    private final HeapSpace space = new HeapSpace(ByteOrder.nativeOrder());
    private final List<Chunk> chunks = new ArrayList<>();
    private long now = Samples.START - Samples.START % HOUR;

    @Test
    void allOfItTakesFourMegabytesAtMost() throws IOException {
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, new Sizes(64, 16, 16, 0)), space, Samples.process("watching", "", false, 1_000));
        for (int index = 0; index <= SITES / 63; index++) {
            chunks.add(writer.newChunk(index, 1));
        }
        long before = pagesOfRecords();
        writer.program(new Program(false, "com.acme.Main", "app.jar", "orders"));
        writer.jvmStarted(now);
        for (int hour = 0; hour < HOURS; hour++) {
            anHour(writer, hour);
        }
        writer.exited(now, 10_000, 1_000);

        assertThat((pagesOfRecords() - before) * CellLayout.PAGE).isBetween(2_500_000L, MOST_BYTES);
        byte[] bytes = space.bytes();
        assertThat(new LedgerParser(Samples.bytes(bytes, bytes.length), "x", LedgerParser.Liveness.DEAD)
                        .parse()
                        .facts()
                        .dropped())
                .extracting(Dropped::what)
                .contains(
                        "policies", "jumps of the clock", "call paths", "further call paths", "origins", "references");
    }

    /**
     * In which each site is called so often that its number takes three bytes, and each thing happens that makes a
     * record.
     */
    private void anHour(LedgerWriter writer, int hour) {
        for (Chunk chunk : chunks) {
            for (int number = 1; number < CellLayout.CELLS_PER_CHUNK; number++) {
                Samples.add(chunk, number, CellLayout.PLAIN, 100_000 + (number + hour) % 28);
            }
        }
        now += HOUR;
        writer.noteHistory(now);
        writer.policy(now, "log", "hash-" + hour, rules(hour));
        writer.watch(now, hour % 2 == 0 ? "off" : "watching", "");
        writer.clockJumped(now, now + HOUR);
        for (long i = 0; i < 60; i++) {
            writer.stoodStill(now + i * 60_000, now + i * 60_000 + 30_000);
        }
        for (int i = 0; i < 50; i++) {
            int site = (hour * 50 + i) % SITES;
            writer.addPath(now, site, new CallPath(10, frames(hour, i), false, false));
            writer.addOrigin(now, new CodeOrigin("/srv/lib-" + hour + '-' + i + ".jar", "g", "a", "1", "manifest"));
            writer.addReferences(now, references(hour, i), 0);
        }
    }

    private static List<RuleInfo> rules(int hour) {
        List<RuleInfo> rules = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String text = "com.acme.Old" + i + (i == hour % 50 ? "#changed" + hour + "()" : "");
            rules.add(new RuleInfo(
                    "rule-" + i,
                    "Use something else.",
                    "log",
                    false,
                    List.of(text),
                    List.of(),
                    List.of(new AllowInfo("com.shop.**", "a reason", "2027-01-01", "")),
                    false));
        }
        return rules;
    }

    private static List<PathFrame> frames(int hour, int number) {
        List<PathFrame> frames = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            frames.add(new PathFrame("com.shop.part" + (hour + i) % 97 + ".Class" + (number * 31 + i), "method" + i));
        }
        return frames;
    }

    private static List<LoadedReference> references(int hour, int number) {
        return List.of(new LoadedReference(
                ReferenceKind.METHOD_TYPE,
                "com.shop.Caller" + hour + 'x' + number,
                "run",
                "(Lcom/acme/Old;)V",
                7,
                "Caller.java",
                "/srv/app.jar",
                "com.acme.Old",
                ""));
    }

    private long pagesOfRecords() {
        ByteBuffer file = ByteBuffer.wrap(space.bytes()).order(ByteOrder.nativeOrder());
        long pages = 0;
        int at = CellLayout.PAGE;
        while (at < file.capacity()) {
            boolean extent = file.getInt(at + LedgerLayout.TAG) != 0;
            int length = extent ? file.getInt(at + LedgerLayout.PAGES) : 1;
            pages += extent && file.getInt(at + LedgerLayout.TAG) == LedgerLayout.RECORDS ? length : 0;
            at += length * CellLayout.PAGE;
        }
        return pages;
    }
}
