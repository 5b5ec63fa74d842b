package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.HistoryPoint;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import dev.lastcall.ledger.PageSupply.Sizes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a site was called can be read, by hour of the last two days, and by day. */
class HistoryTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final int BUSY_SITES = 10_000;

    private final HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);

    @Test
    void hoursAndDaysInWhichASiteWasCalledAreNoted() throws IOException {
        LedgerWriter writer = writer(new Sizes(64, 64, 1, 2));
        writer.addSite(1, Samples.site(1));
        writer.addSite(65, Samples.site(65));
        Chunk one = writer.newChunk(0, 1);
        Chunk two = writer.newChunk(1, 1);
        long start = Samples.START;
        long hour = start - start % HOUR + HOUR;
        Samples.add(one, 1, CellLayout.PLAIN, 5);
        writer.noteHistory(start + 1);
        writer.noteHistory(hour);
        writer.noteHistory(hour + 1);
        writer.noteHistory(hour + HOUR);
        Samples.add(one, 1, CellLayout.BLOCKED, 300);
        Samples.add(two, 1, CellLayout.DELEGATED, 1);
        writer.noteHistory(hour + 2 * HOUR);
        long midnight = start - start % DAY + DAY;
        writer.noteHistory(midnight);
        List<SiteFacts> facts = read().facts().sites();
        assertThat(facts).extracting(SiteFacts::site).containsExactly(Samples.site(1), Samples.site(65));
        assertThat(facts.get(0).hours())
                .containsExactly(point(start, hour, 5), point(hour + HOUR, hour + 2 * HOUR, 300));
        assertThat(facts.get(0).days()).containsExactly(point(start, midnight, 305));
        assertThat(facts.get(1).hours()).containsExactly(point(hour + HOUR, hour + 2 * HOUR, 1));
    }

    @Test
    void aMonthOfTenThousandBusySitesTakesTwoMegabytes() throws IOException {
        LedgerWriter writer = writer(new Sizes(256, 256, 16, 24));
        List<Chunk> chunks = new ArrayList<>();
        for (int index = 0; index <= BUSY_SITES / 63; index++) {
            chunks.add(writer.newChunk(index, 1));
        }
        writer.addSite(1, Samples.site(1));
        int before = space.bytes().length;
        long now = Samples.START - Samples.START % DAY + DAY;
        for (int hour = 0; hour < 31 * 24; hour++) {
            for (Chunk chunk : chunks) {
                for (int number = 1; number < 64; number++) {
                    Samples.add(chunk, number, CellLayout.PLAIN, 90);
                }
            }
            now += HOUR;
            writer.noteHistory(now);
        }
        assertThat(space.bytes().length - before).isLessThanOrEqualTo(3 << 20); // the last MiB of it is free
        ProcessEvidence read = read();
        SiteFacts facts = read.facts().sites().get(0);
        assertThat(facts.hours().size()).isBetween(48, 110);
        assertThat(facts.hours().get(facts.hours().size() - 1)).isEqualTo(point(now - HOUR, now, 90));
        assertThat(facts.days()).hasSizeGreaterThan(29).allMatch(day -> day.calls() <= 24 * 90);
        assertThat(read.problems()).noneMatch(problem -> problem.contains("bytes of records are damaged"));
    }

    private LedgerWriter writer(Sizes sizes) throws IOException {
        return new LedgerWriter(PageSupply.of(space, sizes), space, Samples.process("watching", "", false, 1_000));
    }

    private static HistoryPoint point(long from, long until, long calls) {
        return new HistoryPoint(Instant.ofEpochMilli(from), Instant.ofEpochMilli(until), calls);
    }

    private ProcessEvidence read() throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }
}
