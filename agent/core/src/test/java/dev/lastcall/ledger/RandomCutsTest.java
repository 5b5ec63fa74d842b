package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.fixture.Cutting;
import dev.lastcall.ledger.PageSupply.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ledger that grows, is counted in and is cut, in any order: what was counted in pages that no cut has touched is in
 * the file, nothing is in it that was not counted, and it names all its sites. A file that stays short is mended before
 * anything else, since every other access would be a fault; one that is made longer again has a hole, in which a
 * process may go on for long.
 */
@Tag("long")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody can cut a mapped file there")
class RandomCutsTest {
    private static final int STEPS = 80;
    private static final long NOW = Samples.START + 20_000;

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatNoCutTouchesIsCounted(int seed) throws IOException {
        Random random = new Random(seed);
        boolean withFullDisk = seed % 3 == 0;
        Sizes sizes = seed % 2 == 0 ? Samples.SMALL : new Sizes(8, 16, 2, 4);
        CutLedger ledger = new CutLedger(folder, sizes, random);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(11)) {
                case 0, 1, 2 -> ledger.callNewSite();
                case 3, 4, 5 -> ledger.callKnownSite();
                case 6 -> ledger.writer.upkeep().growAhead();
                case 7 -> ledger.cutAndLengthen();
                case 8 -> ledger.cutAndMend();
                case 9 -> ledger.disk.full = withFullDisk && !ledger.disk.full;
                default -> ledger.mend();
            }
        }
        ledger.disk.full = false;
        ledger.mend();
        assertThat(ledger.writer.upkeep().growAhead()).isTrue();
        ledger.check();
    }

    /** A call site, the only one in its chunk. */
    private static final class Calls {
        private Chunk chunk;
        /** Calls that must be in the file. */
        private long sure;
        /** Calls that were ever counted. */
        private long made;
        /** Whether the chunk may be cut off, though that was not found yet. */
        private boolean doubtful;

        Calls(Chunk chunk, boolean doubtful) {
            this.chunk = chunk;
            this.doubtful = doubtful;
        }

        long end() {
            return chunk.position() + CellLayout.PAGE;
        }

        void lose() {
            sure = 0;
            doubtful = true;
        }
    }

    private static final class CutLedger {
        private final Random random;
        private final FullDisk disk;
        private final LedgerWriter writer;
        private final List<Calls> sites = new ArrayList<>();
        private boolean isCut;
        private boolean wasCut;

        CutLedger(Path folder, Sizes sizes, Random random) throws IOException {
            this.random = random;
            disk = new FullDisk(new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX)));
            writer = new LedgerWriter(PageSupply.of(disk, sizes), disk, Samples.process());
            writer.addRule(Samples.RULE);
        }

        void callNewSite() {
            int index = sites.size();
            writer.addSite(index * 64 + 1, Samples.site(index));
            Calls site = new Calls(writer.newChunk(index, 0), isCut);
            sites.add(site);
            call(site);
        }

        void callKnownSite() {
            if (!sites.isEmpty()) {
                call(sites.get(random.nextInt(sites.size())));
            }
        }

        private void call(Calls site) {
            int calls = 1 + random.nextInt(1_000);
            Samples.add(site.chunk, 1, CellLayout.PLAIN, calls);
            site.made += calls;
            site.sure += site.doubtful || !site.chunk.durable() ? 0 : calls;
        }

        /** Leaves a hole that is to be found at the next look. */
        void cutAndLengthen() throws IOException {
            long before = disk.length();
            long length = random.nextInt((int) before + 1);
            Cutting.setLength(writer.file(), length);
            Cutting.setLength(writer.file(), before + (long) CellLayout.PAGE * random.nextInt(3));
            lose(length);
            // the page before the hole is given up with it
            Calls last = null;
            for (Calls site : sites) {
                last = site.chunk.durable() && site.end() <= length && (last == null || site.end() > last.end())
                        ? site
                        : last;
            }
            if (last != null) {
                last.lose();
            }
        }

        void cutAndMend() throws IOException {
            boolean isFull = disk.full;
            long length = random.nextInt((int) disk.length() + 1);
            Cutting.setLength(writer.file(), length);
            lose(length);
            disk.full = random.nextInt(4) == 0;
            mend();
            disk.full = false;
            mend();
            disk.full = isFull;
        }

        private void lose(long length) {
            isCut = true;
            for (Calls site : sites) {
                if (site.chunk.durable() && site.end() > length) {
                    site.lose();
                }
            }
        }

        /** As the agent's thread does it. */
        void mend() throws IOException {
            String loss;
            try {
                loss = writer.upkeep().mend(NOW);
            } catch (IOException noRoom) {
                assertThat(disk.full).isTrue();
                return;
            }
            for (int i = 0; i < sites.size(); i++) {
                Calls site = sites.get(i);
                if (writer.upkeep().isCutOff(site.chunk)) {
                    assertThat(site.doubtful)
                            .as("a page that no cut has touched")
                            .isTrue();
                    site.chunk = writer.newChunk(i, 0);
                }
                site.doubtful = false;
            }
            if (!loss.isEmpty()) {
                wasCut |= !loss.contains("no counts are lost");
                writer.addRule(Samples.RULE);
                for (int i = 0; i < sites.size(); i++) {
                    writer.addSite(i * 64 + 1, Samples.site(i));
                }
                writer.upkeep().mended();
            }
            isCut = false;
        }

        void check() throws IOException {
            ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
            assertThat(read.rules()).containsExactly(Samples.RULE);
            assertThat(read.sites()).hasSameSizeAs(sites);
            for (int i = 0; i < sites.size(); i++) {
                assertThat(read.sites().get(i).site()).isEqualTo(Samples.site(i));
                assertThat(read.sites().get(i).calls())
                        .as("site %d", i)
                        .isBetween(sites.get(i).sure, sites.get(i).made);
            }
            assertThat(read.problems())
                    .allMatch(problem -> problem.contains("bytes of records") || problem.contains("not in the file"));
            assertThat(read.blindSpots()).allMatch(spot -> spot.reason().contains("was cut to"));
            assertThat(wasCut && read.blindSpots().isEmpty()).isFalse();
            long outside = sites.stream().filter(it -> !it.chunk.durable()).count();
            assertThat(writer.upkeep().problems().isEmpty()).isEqualTo(outside == 0);
            writer.close();
        }
    }
}
