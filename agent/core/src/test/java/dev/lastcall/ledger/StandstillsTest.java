package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Standstill;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandstillsTest {
    private static final long START = Samples.START;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    @TempDir
    Path folder;

    private final GoldenLedger.HeapSpace space = new GoldenLedger.HeapSpace(ByteOrder.nativeOrder());

    @Test
    void aLongOneIsOnRecordAtOnceThoughTheProcessIsKilled() throws IOException {
        LedgerWriter writer = writer();
        writer.stoodStill(START, START + MINUTE);
        writer.stoodStill(START + 2 * MINUTE, START + 12 * MINUTE);
        assertThat(read().facts().standstills()).containsExactly(still(0, MINUTE), still(2 * MINUTE, 12 * MINUTE));
    }

    @Test
    void manyShortOnesAreAsLongTogether() throws IOException {
        LedgerWriter writer = writer();
        for (int i = 0; i < 1_000; i++) {
            writer.stoodStill(START + i * MINUTE, START + i * MINUTE + 20 * SECOND);
        }
        assertThat(total(read())).isBetween(Duration.ofSeconds(20 * 990), Duration.ofSeconds(20 * 1_000));
        writer.exited(START + 1_000 * MINUTE, 1, 1);
        assertThat(total(read())).isEqualTo(Duration.ofSeconds(20 * 1_000));
        assertThat(read().facts().standstills()).hasSizeLessThan(110);
        writer.exited(START + 1_001 * MINUTE, 1, 1);
        assertThat(total(read())).as("once").isEqualTo(Duration.ofSeconds(20 * 1_000));
    }

    @Test
    void aYearOfThemTakesLittleRoom() throws IOException {
        LedgerWriter writer = writer();
        long begun = space.bytes().length;
        for (long at = START; at < START + 400 * 24 * HOUR; at += 2 * MINUTE) {
            writer.stoodStill(at, at + MINUTE);
        }
        assertThat(space.bytes().length - begun).isLessThan(512 << 10);
        assertThat(total(read())).isBetween(Duration.ofDays(150), Duration.ofDays(200));
        Dropped dropped = read().facts().dropped().get(0);
        assertThat(dropped.what()).isEqualTo(Dropped.STANDSTILLS);
        assertThat(dropped.since()).isAfter(Instant.ofEpochMilli(START + 365 * 24 * HOUR));
    }

    @Test
    void aLedgerInWhichNobodyCountsYetHasThem() throws IOException {
        LedgerDraft draft =
                LedgerDraft.create(folder.toFile(), Samples.process("watching", "", false, 1_000), List.of());
        draft.stoodStill(START, START + HOUR);
        assertThat(read(draft)).containsExactly(still(0, HOUR));
        draft.stoodStill(START + HOUR + MINUTE, START + HOUR + 2 * MINUTE);
        assertThat(read(draft)).as("the next waits").hasSize(1);
        draft.exited(START + 3 * HOUR, 1);
        assertThat(read(draft)).containsExactly(still(0, HOUR), still(HOUR + MINUTE, HOUR + 2 * MINUTE));
    }

    @Test
    void whatWaitsIsNotForgottenWhenAClassMatters() throws IOException {
        LedgerDraft draft =
                LedgerDraft.create(folder.toFile(), Samples.process("watching", "", false, 1_000), List.of());
        draft.stoodStill(START, START + MINUTE);
        draft.stoodStill(START + 2 * MINUTE, START + 3 * MINUTE);
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.stoodStill(START + 4 * MINUTE, START + 5 * MINUTE);
        writer.exited(START + HOUR, 1, 1);
        writer.close();
        assertThat(read(draft)).containsExactly(still(0, MINUTE), still(3 * MINUTE, 5 * MINUTE));
    }

    private LedgerWriter writer() throws IOException {
        return new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
    }

    private static Standstill still(long from, long until) {
        return new Standstill(Instant.ofEpochMilli(START + from), Instant.ofEpochMilli(START + until));
    }

    private static Duration total(ProcessEvidence read) {
        assertThat(read.problems()).isEmpty();
        Duration total = Duration.ZERO;
        for (Standstill one : read.facts().standstills()) {
            total = total.plus(Duration.between(one.from(), one.until()));
        }
        return total;
    }

    private ProcessEvidence read() throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }

    private static List<Standstill> read(LedgerDraft draft) throws IOException {
        return LedgerReader.read(Path.of(draft.file())).facts().standstills();
    }
}
