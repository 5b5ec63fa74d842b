package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Cutting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that someone cuts while it is mapped. Between the cut and the mending nothing touches the mapping. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody can cut a mapped file there")
class LedgerCutTest {
    private static final int SITES = 40;
    private static final long NOW = Samples.START + 20_000;

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsLeftAlone() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        Samples.fill(writer);
        assertThat(writer.upkeep().mend(NOW)).isEmpty();
        assertThat(LedgerReader.read(Path.of(writer.file())))
                .isEqualTo(Samples.filled(ProcessState.RUNNING, writer.file()));
        writer.close();
        assertThat(LedgerWriter.inMemory(Samples.process()).upkeep().mend(NOW)).isEmpty();
    }

    @Test
    void whereverAFileIsCutItIsALedgerAgainAndCountsGoOnAndTheLossIsNamed() throws IOException {
        for (int length = 0; length < 30 * CellLayout.PAGE; length += 1_021) {
            cutMendAndGoOn(length, length);
        }
    }

    @Test
    void whoCutsOffFreePagesTakesNothing() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        Samples.fill(writer);
        cut(writer, 40 * CellLayout.PAGE, 40 * CellLayout.PAGE);
        assertThat(writer.upkeep().mend(NOW)).isEqualTo("the ledger file was cut to 163840 bytes; no counts are lost");
        assertThat(LedgerReader.read(Path.of(writer.file())).blindSpots()).containsExactly(Samples.BLIND_SPOT);
        writer.close();
    }

    @Test
    void aFileThatIsCutAndMadeLongerAgainHasAHole() throws IOException {
        cutMendAndGoOn(0, 1 << 20);
    }

    @Test
    void aFileThatGrowsOverTheCutHasAHoleThatIsFound() throws IOException {
        MappedFile file = new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(file, Samples.SMALL), file, Samples.process());
        Samples.fill(writer);
        cut(writer, 2 * CellLayout.PAGE, file.length());
        for (int i = 0; i < 2 * Samples.SMALL.next(); i++) {
            writer.newChunk(100 + i, 0);
        }
        assertThat(writer.upkeep().mend(NOW)).contains("was cut to 4096 bytes");
        assertThat(LedgerReader.read(Path.of(writer.file())).problems()).isEmpty();
        writer.close();
    }

    @Test
    void aHoleIsFoundThoughNewPagesWereOpenedBehindIt() throws IOException {
        cutLengthenAndFindTheHole(1 << 20, true);
    }

    @Test
    void aHoleIsFoundThoughTheFileIsCutOnceMoreBehindIt() throws IOException {
        cutLengthenAndFindTheHole(60 * CellLayout.PAGE, false);
    }

    private void cutLengthenAndFindTheHole(long longerAgain, boolean opensPages) throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        Samples.fill(writer);
        List<Chunk> lost = new ArrayList<>(List.of(writer.newChunk(1, 0)));
        cut(writer, 2 * CellLayout.PAGE, longerAgain);
        if (opensPages) {
            lost.add(writer.newChunk(2, 0));
        }
        assertThat(writer.upkeep().mend(NOW)).contains("was cut to 4096 bytes");
        assertThat(lost).allMatch(writer.upkeep()::isCutOff);
        writer.upkeep().mended();
        assertThat(writer.upkeep().mend(NOW)).isEmpty();
        assertThat(LedgerReader.read(Path.of(writer.file())).problems()).isEmpty();
        writer.close();
    }

    @Test
    void whatWasReadIsInDoubtFromTheCutToTheMending() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        Samples.fill(writer);
        int before = writer.upkeep().mendings();
        assertThat(writer.upkeep().wasWhole(before)).isTrue();
        cut(writer, CellLayout.PAGE, CellLayout.PAGE);
        assertThat(writer.upkeep().wasWhole(before)).isFalse();
        writer.upkeep().mend(NOW);
        assertThat(writer.upkeep().wasWhole(writer.upkeep().mendings()))
                .as("threads have their old chunks")
                .isFalse();
        writer.upkeep().mended();
        assertThat(writer.upkeep().wasWhole(before))
                .as("read before the mending")
                .isFalse();
        assertThat(writer.upkeep().wasWhole(writer.upkeep().mendings())).isTrue();
        writer.close();
        LedgerWriter inMemory = LedgerWriter.inMemory(Samples.process());
        assertThat(inMemory.upkeep().wasWhole(inMemory.upkeep().mendings())).isTrue();
    }

    @Test
    void onAFullDiskTheNextLookTriesAgain() throws IOException {
        FullDisk disk = new FullDisk(new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX)));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(disk, Samples.SMALL), disk, Samples.process());
        cut(writer, 0, 0);
        disk.full = true;
        assertThatThrownBy(() -> writer.upkeep().mend(NOW)).isInstanceOf(IOException.class);
        disk.full = false;
        assertThat(writer.upkeep().mend(NOW)).contains("cut to 0 bytes");
        assertThat(LedgerReader.read(Path.of(writer.file())).problems()).isEmpty();
        writer.close();
    }

    private void cutMendAndGoOn(int length, int longerAgain) throws IOException {
        MappedFile file =
                new MappedFile(LedgerFile.create(folder.toFile(), length + "-" + longerAgain + LedgerReader.SUFFIX));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(file, Samples.SMALL), file, Samples.process());
        List<Chunk> chunks = new ArrayList<>();
        addNames(writer);
        for (int i = 0; i < SITES; i++) {
            chunks.add(writer.newChunk(i, 0));
            Samples.add(chunks.get(i), 1, CellLayout.PLAIN, 10);
        }
        long before = file.length();
        cut(writer, length, longerAgain);

        String loss = writer.upkeep().mend(NOW);
        assertThat(loss).startsWith("the ledger file was cut to " + length + " bytes");
        assertThat(writer.upkeep().mend(NOW + 1)).as("until it is done").isEqualTo(loss);
        writer.upkeep().mended();
        assertThat(file.length()).isGreaterThanOrEqualTo(before);
        addNames(writer);
        for (int i = 0; i < SITES; i++) {
            Samples.add(chunks.get(i), 1, CellLayout.PLAIN, 1);
            assertThat(writer.upkeep().isCutOff(chunks.get(i)))
                    .isEqualTo(chunks.get(i).position() >= length);
            if (writer.upkeep().isCutOff(chunks.get(i))) {
                Samples.add(writer.newChunk(i, 0), 1, CellLayout.PLAIN, 2);
            }
        }

        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.process().uuid()).isEqualTo(Samples.ID);
        assertThat(read.process().state()).isEqualTo(ProcessState.RUNNING);
        assertThat(read.rules()).containsExactly(Samples.DETAILED_RULE);
        assertThat(read.blindSpots()).containsExactly(new BlindSpot("(ledger)", loss));
        assertThat(read.problems()).as("cut at %d", length).allMatch(problem -> problem.contains("bytes of records"));
        assertThat(read.sites()).hasSize(SITES);
        for (SiteCounts site : read.sites()) {
            assertThat(site.calls()).as("cut at %d", length).isIn(1L, 2L, 11L);
        }
        assertThat(writer.upkeep().mend(NOW)).isEmpty();
        assertThat(writer.upkeep().problems()).isEmpty();
        writer.close();
    }

    private static void addNames(LedgerWriter writer) {
        writer.addRule(Samples.DETAILED_RULE);
        for (int i = 0; i < SITES; i++) {
            writer.addSite(i * 64 + 1, Samples.site(i));
        }
    }

    private static void cut(LedgerWriter writer, long length, long longerAgain) throws IOException {
        Cutting.setLength(writer.file(), length);
        Cutting.setLength(writer.file(), longerAgain);
    }
}
