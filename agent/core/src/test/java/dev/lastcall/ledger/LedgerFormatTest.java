package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.HistoryPoint;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds layout version 1 still: what was written once stays readable. */
class LedgerFormatTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-little-endian.lastcall", "layout-1-big-endian.lastcall"})
    void aLedgerOfVersion1IsReadWhole(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, golden(name));
        assertThat(LedgerReader.read(file)).isEqualTo(Samples.filled(ProcessState.EXITED, file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-little-endian.lastcall", "layout-1-big-endian.lastcall"})
    void theWriterStillWritesVersion1ByteForByte(String name) throws IOException {
        ByteOrder order = name.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        assertThat(GoldenLedger.make(order)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-details-little-endian.lastcall", "layout-1-details-big-endian.lastcall"})
    void theDetailsOfARuleAreReadAndStillWrittenByteForByte(String name) throws IOException {
        ByteOrder order = name.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ProcessEvidence read = parse(golden(name));
        assertThat(read.rules()).containsExactly(Samples.DETAILED_RULE);
        assertThat(read.problems()).isEmpty();
        assertThat(GoldenLedger.makeDetails(order)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-facts-little-endian.lastcall", "layout-1-facts-big-endian.lastcall"})
    void whatALedgerSaysBesideIsReadAndStillWrittenByteForByte(String name) throws IOException {
        ByteOrder order = name.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ProcessEvidence read = parse(golden(name));
        assertThat(read.problems()).isEmpty();
        LedgerFacts facts = read.facts();
        assertThat(facts.watch().attached()).isTrue();
        assertThat(facts.watch().jvmStartedAt().toEpochMilli()).isEqualTo(Samples.START - 60_000);
        assertThat(facts.watch().periods())
                .extracting(WatchPeriod::state)
                .containsExactly(WatchState.WATCHING, WatchState.OFF);
        assertThat(facts.policies()).hasSize(3).allMatch(PolicyInForce::complete);
        assertThat(facts.policies().get(1).rules()).containsExactly(Samples.DETAILED_RULE, Samples.OTHER_RULE);
        assertThat(facts.completeness()).isEqualTo(new Completeness(1, 1, 1, 1));
        assertThat(facts.clockJumps()).hasSize(1);
        assertThat(facts.origins()).containsExactly(new CodeOrigin("app.jar", "g", "app", "1.2", "pom.properties"));
        SiteFacts site = facts.sites().get(0);
        assertThat(site.inStaticInitializer()).isTrue();
        assertThat(site.paths().get(0).frames()).hasSize(3);
        assertThat(site.hours()).extracting(HistoryPoint::calls).containsExactly(1_000L);
        assertThat(site.days()).extracting(HistoryPoint::calls).containsExactly(1_000L);
        assertThat(GoldenLedger.makeFacts(order)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-classes-little-endian.lastcall", "layout-1-classes-big-endian.lastcall"})
    void programAndReferencesAreReadAndStillWrittenByteForByte(String name) throws IOException {
        ByteOrder order = name.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ProcessEvidence read = parse(golden(name));
        assertThat(read.problems()).isEmpty();
        assertThat(read.facts().program()).isEqualTo(GoldenLedger.PROGRAM);
        assertThat(read.facts().references()).isEqualTo(GoldenLedger.REFERENCES);
        assertThat(read.facts().moreReferences()).isEqualTo(3);
        assertThat(GoldenLedger.makeClasses(order)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout-1-standstills-little-endian.lastcall", "layout-1-standstills-big-endian.lastcall"})
    void standstillsAreReadAndStillWrittenByteForByte(String name) throws IOException {
        ByteOrder order = name.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ProcessEvidence read = parse(golden(name));
        assertThat(read.problems()).isEmpty();
        assertThat(read.facts().standstills())
                .extracting(still -> still.from().toEpochMilli() - Samples.START)
                .containsExactly(1_000L, 3_700_000L);
        assertThat(read.facts().standstills())
                .extracting(still -> still.until().toEpochMilli() - Samples.START)
                .containsExactly(3_600_000L, 3_720_000L);
        assertThat(GoldenLedger.makeStandstills(order)).isEqualTo(golden(name));
    }

    @Test
    void aLaterVersionIsRefusedWithTheRemedy() throws IOException {
        byte[] bytes = GoldenLedger.make(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(LedgerLayout.LAYOUT_VERSION, 2);
        Path file = folder.resolve("later.lastcall");
        Files.write(file, bytes);
        assertThatThrownBy(() -> LedgerReader.read(file))
                .isInstanceOf(UnreadableLedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("layout version 2, this Lastcall reads up to version 1")
                .hasMessageContaining("with the lastcall.jar that wrote it");
    }

    @Test
    void recordsAndExtentsOfUnknownTypesAreSkipped() throws IOException {
        byte[] bytes = GoldenLedger.make(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ProcessEvidence before = parse(bytes);
        int record = 2 * CellLayout.PAGE + LedgerLayout.EXTENT_HEADER;
        int length = buffer.getInt(record) & 0xFFFF;
        buffer.putInt(record + LedgerLayout.TYPE, 4242);
        buffer.putInt(record + LedgerLayout.RECORD_CRC, LedgerLayout.crc(buffer, record + 8, record + length));
        int lostChunk = CellLayout.PAGE;
        buffer.putInt(lostChunk + LedgerLayout.TAG, 4242);
        buffer.putInt(lostChunk + LedgerLayout.EXTENT_CRC, LedgerLayout.crc(buffer, lostChunk, lostChunk + 24));
        assertThat(Samples.plain(parse(bytes))).isEqualTo(Samples.plain(before));
        assertThat(before.problems()).isEmpty();
    }

    private static ProcessEvidence parse(byte[] bytes) throws IOException {
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = LedgerFormatTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
