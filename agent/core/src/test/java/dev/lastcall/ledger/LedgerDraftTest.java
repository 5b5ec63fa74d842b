package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.fixture.Cutting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LedgerDraftTest {
    private static final List<RuleInfo> RULES = List.of(Samples.DETAILED_RULE, Samples.OTHER_RULE);

    @TempDir
    Path folder;

    @Test
    void aDraftIsAWholeLedgerWithoutSites() throws IOException {
        LedgerDraft draft = draft();
        draft.lock(); // without it the old heartbeat of the sample says that the process is dead
        draft.heartbeat(Samples.START + 1, 5);
        ProcessEvidence read = read(draft);
        assertThat(Samples.plain(read)).isEqualTo(draft.snapshot());
        assertThat(read.rules()).isEqualTo(RULES);
        assertThat(read.sites()).isEmpty();
        assertThat(read.problems()).isEmpty();
        assertThat(read.process().state()).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void heartbeatAndEndAreSeenByReaders() throws IOException {
        LedgerDraft draft = draft();
        draft.heartbeat(Samples.START + 1_000, 12);
        assertThat(read(draft).process().lastSeenAt().toEpochMilli()).isEqualTo(Samples.START + 1_000);
        draft.exited(Samples.START + 2_000, 13);
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.EXITED);
        assertThat(read(draft).process().classesSeen()).isEqualTo(13);
    }

    @Test
    void theLockTellsThatTheProcessLives() throws IOException {
        LedgerDraft draft = draft();
        assertThat(locked(draft)).isZero();
        draft.lock();
        assertThat(locked(draft)).isEqualTo(1);
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void theWriterGoesOnWhereTheDraftEnds() throws IOException {
        LedgerDraft draft = draft();
        draft.addBlindSpot(Samples.BLIND_SPOT);
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.addSite(1, Samples.site(1));
        Samples.add(writer.newChunk(0, 1), 1, CellLayout.PLAIN, 7);
        ProcessEvidence read = read(draft);
        assertThat(read).isEqualTo(writer.snapshot());
        assertThat(read.rules()).isEqualTo(RULES);
        assertThat(read.blindSpots()).containsExactly(Samples.BLIND_SPOT);
        assertThat(read.sites())
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(7));
        assertThat(read.problems()).isEmpty();
        assertThat(writer.file()).isEqualTo(draft.file());
        writer.close();
    }

    @Test
    void aDraftThatWasHandedOverTouchesTheFileNoMore() throws IOException {
        LedgerDraft draft = draft();
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.heartbeat(Samples.START + 5_000, 20, 3);
        draft.heartbeat(Samples.START + 1_000, 1);
        draft.exited(Samples.START + 1_000, 1);
        draft.lock();
        draft.addBlindSpot(new BlindSpot("a.Late", "too late"));
        draft.outside(1, 1, 0, "late");
        assertThat(read(draft).process().lastSeenAt().toEpochMilli()).isEqualTo(Samples.START + 5_000);
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.RUNNING);
        assertThat(read(draft).blindSpots()).isEmpty();
        assertThat(read(draft).problems()).isEmpty();
        writer.close();
    }

    @Test
    void thousandsOfSignaturesTakeAsManyPagesAsTheyNeed() throws IOException {
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            signatures.add("com.acme.area.internal.Legacy" + i + "ConnectionFactory");
        }
        RuleInfo large = new RuleInfo("large", "", "log", false, signatures, List.of(), List.of());
        LedgerDraft draft = LedgerDraft.create(folder.toFile(), Samples.process(), List.of(large));
        assertThat(read(draft).rules()).containsExactly(large);
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.addSite(1, Samples.site(1));
        assertThat(writer.newChunk(0, 1).durable()).isTrue();
        assertThat(read(draft)).isEqualTo(writer.snapshot());
        assertThat(Samples.plain(read(draft))).isEqualTo(Samples.plain(writer.snapshotAtExit()));
        assertThat(read(draft).problems()).isEmpty();
        writer.addRule(Samples.OTHER_RULE);
        writer.addRule(new RuleInfo("large", "changed", "block", false));
        assertThat(Samples.plain(writer.snapshotAtExit())).isEqualTo(Samples.plain(writer.snapshot()));
        writer.close();
    }

    @Test
    void whereTheFileCannotBeMappedItSaysSoAndTheLedgerGoesOnInMemory() throws IOException {
        LedgerDraft draft = draft();
        MappedFile file = Objects.requireNonNull(draft.mapped());
        Path path = Path.of(draft.file());
        file.close();
        Files.delete(path);
        Files.createDirectory(path); // what was a file can't be opened again
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.addSite(1, Samples.site(1));
        Samples.add(writer.newChunk(0, 1), 1, CellLayout.PLAIN, 7);
        assertThat(writer.upkeep().problems()).singleElement().asString().contains("not in the file: ");
        assertThat(writer.upkeep().whyUnmapped()).contains(draft.file());
        assertThat(writer.snapshot().sites())
                .singleElement()
                .satisfies(it -> assertThat(it.calls()).isEqualTo(7));
        writer.exited(Samples.START + 1_000, 2, 1);
    }

    @Test
    void aDraftThatIsCutIsWholeAgainAtTheNextHeartbeat() throws IOException {
        LedgerDraft draft = draft();
        for (int length : new int[] {0, 100, CellLayout.PAGE, 3 * CellLayout.PAGE}) {
            Cutting.setLength(draft.file(), length);
            draft.heartbeat(System.currentTimeMillis(), 5);
            assertThat(Samples.plain(read(draft))).as("cut to %d", length).isEqualTo(draft.snapshot());
        }
    }

    @Test
    void aDraftThatIsCutJustBeforeItIsMappedIsAWholeLedger() throws IOException {
        LedgerDraft draft = draft();
        Cutting.setLength(draft.file(), 100);
        LedgerWriter writer = LedgerWriter.of(draft);
        assertThat(read(draft)).isEqualTo(writer.snapshot());
        assertThat(read(draft).rules()).isEqualTo(RULES);
        writer.close();
    }

    @Test
    void whatTheDraftWroteIsMendedLikeAllElse() throws IOException {
        LedgerDraft draft = draft();
        LedgerWriter writer = LedgerWriter.of(draft);
        Cutting.setLength(draft.file(), 0);
        assertThat(writer.upkeep().mend(Samples.START + 1)).contains("was cut to 0 bytes; no counts are lost");
        RULES.forEach(writer::addRule);
        assertThat(read(draft).rules()).isEqualTo(RULES);
        assertThat(read(draft).problems()).isEmpty();
        assertThat(read(draft)).isEqualTo(writer.snapshot());
        writer.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is open can't be deleted there")
    void aDraftThatVanishesIsWrittenAgainAtTheEnd() throws IOException {
        Path below = folder.resolve("below");
        LedgerDraft draft = LedgerDraft.create(below.toFile(), Samples.process(), RULES);
        Files.delete(Path.of(draft.file()));
        Files.delete(below);
        draft.heartbeat(Samples.START + 1_000, 12);
        assertThat(draft.isGone()).isTrue();
        draft.exited(Samples.START + 2_000, 13);
        assertThat(draft.isGone()).isFalse();
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.EXITED);
        assertThat(read(draft).rules()).isEqualTo(RULES);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the file stays writable")
    void theFileIsReadOnlyUntilTheEnd() throws IOException {
        LedgerDraft draft = draft();
        assertThat(rights(draft)).doesNotContain("w");
        draft.lock();
        draft.heartbeat(Samples.START + 1_000, 12);
        assertThat(rights(draft)).doesNotContain("w");
        draft.exited(Samples.START + 2_000, 13);
        assertThat(rights(draft)).startsWith("rw");
    }

    private static String rights(LedgerDraft draft) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(draft.file())));
    }

    @Test
    void aDraftInMemoryBecomesALedgerInMemory() {
        LedgerDraft draft = LedgerDraft.inMemory(Samples.process(), RULES);
        draft.heartbeat(Samples.START + 1_000, 1);
        LedgerWriter writer = LedgerWriter.of(draft);
        assertThat(writer.file()).isEmpty();
        assertThat(writer.snapshot().rules()).isEqualTo(RULES);
        assertThat(writer.upkeep().problems()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedAndNothingIsLeftBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> LedgerDraft.create(file.toFile(), Samples.process(), RULES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThat(folder).isDirectoryContaining(it -> it.equals(file));
    }

    private LedgerDraft draft() throws IOException {
        return LedgerDraft.create(folder.toFile(), Samples.process(), RULES);
    }

    private static ProcessEvidence read(LedgerDraft draft) throws IOException {
        return LedgerReader.read(Path.of(draft.file()));
    }

    @Test
    void withoutTheLockTheHeartbeatTellsWhoIsAlive() throws IOException {
        LedgerDraft draft = draft();
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.KILLED);
        draft.heartbeat(System.currentTimeMillis(), 5);
        assertThat(read(draft).process().state()).isEqualTo(ProcessState.RUNNING);
    }

    private static int locked(LedgerDraft draft) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(draft.file()));
        return LedgerLayout.unchecked(java.nio.ByteBuffer.wrap(file)
                .order(java.nio.ByteOrder.nativeOrder())
                .getInt(LedgerLayout.LOCKED));
    }
}
