package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;
import static dev.lastcall.ledger.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.ClockJump;
import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger whose file has lost pages, as in a crash of the machine, is told from a whole one. */
class CompletenessTest {
    private final HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);
    private byte[] bytes = {};

    @BeforeEach
    void write() throws IOException {
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
        writer.addSite(1, Samples.site(1));
        writer.addSite(65, Samples.site(65));
        Chunk one = writer.newChunk(0, 1);
        Samples.add(one, 1, CellLayout.PLAIN, 3);
        Chunk two = writer.newChunk(1, 1);
        Samples.add(two, 1, CellLayout.BLOCKED, 4);
        writer.firstCalls(2);
        writer.clockJumped(START + 1_000, START + 900_000);
        bytes = space.bytes();
    }

    @Test
    void aWholeLedgerHoldsWhatWasWrittenDown() throws IOException {
        ProcessEvidence read = read();
        assertThat(read.facts().completeness()).isEqualTo(new Completeness(2, 2, 2, 2));
        assertThat(read.facts().completeness().isWhole()).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(read.facts().clockJumps())
                .containsExactly(
                        new ClockJump(Instant.ofEpochMilli(START + 1_000), Instant.ofEpochMilli(START + 900_000)));
    }

    @Test
    void aPageThatTheMachineLostIsMissed() throws IOException {
        int page = pageOfCells(bytes);
        Arrays.fill(bytes, page, page + PAGE, (byte) 0);
        ProcessEvidence read = read();
        assertThat(read.facts().completeness()).isEqualTo(new Completeness(2, 1, 2, 1));
        assertThat(read.facts().completeness().isWhole()).isFalse();
        assertThat(read.problems())
                .containsExactly("x: the process wrote down 2 pages of counters and 2 called sites, but the file holds"
                        + " 1 and 1: a crash of the machine may have lost the others");
    }

    @Test
    void countsThatTheMachineLostAreMissed() throws IOException {
        ByteBuffer.wrap(bytes).putLong(pageOfCells(bytes) + CellLayout.CELL + CellLayout.PLAIN, 0);
        assertThat(read().facts().completeness()).isEqualTo(new Completeness(2, 2, 2, 1));
    }

    @Test
    void recordsThatTheMachineLostAreMissedThoughNobodyCalledTheirSites() throws IOException {
        HeapSpace other = new HeapSpace(ByteOrder.BIG_ENDIAN);
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(other, Samples.SMALL), other, Samples.process("watching", "", false, 1_000));
        for (int site = 1; site < 64; site++) {
            writer.addSite(site, Samples.site(site));
        }
        bytes = other.bytes();
        assertThat(read().problems()).isEmpty();
        int known = read().sites().size();

        int page = lastPageOf(LedgerLayout.RECORDS);
        int pages = ByteBuffer.wrap(bytes).getInt(page + LedgerLayout.PAGES);
        Arrays.fill(bytes, page, page + pages * PAGE, (byte) 0);

        assertThat(read().sites().size()).isLessThan(known);
        assertThat(read().problems())
                .singleElement()
                .asString()
                .contains(" extents of records, but the file holds ")
                .endsWith(Completeness.LOST);
    }

    private int lastPageOf(int tag) {
        int page = bytes.length - PAGE;
        while (ByteBuffer.wrap(bytes).getInt(page) != tag) {
            page -= PAGE;
        }
        return page;
    }

    @Test
    void aNumberThatIsDamagedIsNoNumber() throws IOException {
        bytes[LedgerLayout.CHUNKS_WRITTEN + 3] ^= 1;
        ProcessEvidence read = read();
        assertThat(read.facts().completeness()).isEqualTo(new Completeness(0, 2, 2, 2));
        assertThat(read.problems()).singleElement().asString().contains("number of pages of counters is damaged");
    }

    /** The second extent of cells: the first one is for calls that have no memory. */
    private static int pageOfCells(byte[] file) {
        int page = 2 * PAGE;
        while (ByteBuffer.wrap(file).getInt(page) != LedgerLayout.CHUNK) {
            page += PAGE;
        }
        return page;
    }

    private ProcessEvidence read() throws IOException {
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }
}
