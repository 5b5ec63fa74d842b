package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.ledger.PageSupply.Sizes;
import dev.lastcall.policy.Role;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LedgerWriterTest {
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgainFromTheFileAndFromMemory() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        Samples.fill(writer);
        ProcessEvidence expected = Samples.filled(ProcessState.RUNNING, writer.file());
        assertThat(writer.snapshot()).isEqualTo(expected);
        assertThat(LedgerReader.read(Path.of(writer.file()))).isEqualTo(expected);
        assertThat(writer.upkeep().problems()).isEmpty();
        writer.close();
        assertThat(LedgerReader.read(Path.of(writer.file())))
                .isEqualTo(Samples.filled(ProcessState.KILLED, writer.file()));
    }

    @Test
    void aRuleThatIsAddedAgainReplacesItsDetails() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        writer.addRule(Samples.DETAILED_RULE);
        writer.addRule(Samples.OTHER_RULE);
        RuleInfo reloaded = new RuleInfo("factory", "", "log", false, List.of("a.b.Other"), List.of(), List.of());
        writer.addRule(reloaded);
        assertThat(writer.snapshot().rules()).containsExactly(reloaded, Samples.OTHER_RULE);
        assertThat(LedgerReader.read(Path.of(writer.file())).rules()).containsExactly(reloaded, Samples.OTHER_RULE);
        writer.close();
    }

    @Test
    void whetherTheSignaturesOfARuleMayNameNothingIsKept() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        List<RuleInfo> rules = new ArrayList<>();
        for (int length = 0; length < 8; length++) { // so that the record ends with and without padding
            for (boolean ignored : new boolean[] {true, false}) {
                rules.add(new RuleInfo(
                        "r" + rules.size(),
                        "m".repeat(length),
                        "log",
                        false,
                        List.of("a.B"),
                        List.of(),
                        List.of(),
                        ignored));
            }
        }
        for (RuleInfo rule : rules) {
            writer.addRule(rule);
        }
        assertThat(LedgerReader.read(Path.of(writer.file())).rules()).isEqualTo(rules);
        assertThat(writer.snapshot().rules()).isEqualTo(rules);
        writer.close();
    }

    @Test
    void aRuleMayListMoreThanAnExtentOfRecordsHolds() throws IOException {
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            signatures.add("com.acme.legacy.Number" + i + "#create(java.lang.String)");
        }
        RuleInfo rule = new RuleInfo("r", "", "log", false, signatures, List.of(), List.of());
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        writer.addRule(rule);
        assertThat(LedgerReader.read(Path.of(writer.file())).rules()).containsExactly(rule);
        assertThat(writer.upkeep().problems()).isEmpty();
        writer.close();
    }

    @Test
    void aProcessThatEndedInOrderSaysSo() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process());
        writer.exited(Samples.START + 1, 20, 3);
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.process().state()).isEqualTo(ProcessState.EXITED);
        assertThat(read.process().lastSeenAt().toEpochMilli()).isEqualTo(Samples.START + 1);
        assertThat(read.process().classesSeen()).isEqualTo(20);
        assertThat(read.process().classesWoven()).isEqualTo(3);
        writer.close();
    }

    @Test
    void aLedgerInMemoryHoldsTheSame() {
        LedgerWriter writer = LedgerWriter.inMemory(Samples.process());
        Samples.fill(writer);
        assertThat(writer.file()).isEmpty();
        assertThat(writer.upkeep().growAhead()).isTrue();
        assertThat(writer.newChunk(5, 1).durable()).isFalse();
        assertThat(writer.upkeep().problems()).isEmpty();
        assertThat(Samples.plain(writer.snapshot())).isEqualTo(Samples.plain(Samples.filled(ProcessState.RUNNING, "")));
    }

    @Test
    void chunksAreDirectAlignedAndInNativeOrder() throws IOException {
        LedgerWriter file = LedgerWriter.create(folder.toFile(), Samples.process());
        for (LedgerWriter writer : List.of(file, LedgerWriter.inMemory(Samples.process()))) {
            for (int i = 0; i < 500; i++) {
                Chunk chunk = writer.newChunk(i, 0);
                assertThat(chunk.index()).isEqualTo(i);
                assertThat(chunk.buffer().isDirect()).isTrue();
                assertThat(chunk.buffer().order()).isEqualTo(ByteOrder.nativeOrder());
                assertThat(chunk.buffer().alignmentOffset(chunk.offset(), CellLayout.CELL))
                        .isZero();
                assertThat(chunk.durable()).isEqualTo(!writer.file().isEmpty());
            }
        }
        file.close();
    }

    @Test
    void theCoarseClockIsWhereTheHeaderSays() {
        LedgerWriter writer = LedgerWriter.inMemory(Samples.process());
        LedgerWriter.Word clock = writer.clock();
        assertThat(clock.buffer().getLong(clock.offset())).isEqualTo(Samples.START);
        writer.tick(4711);
        assertThat(clock.buffer().getLong(clock.offset())).isEqualTo(4711);
        writer.heartbeat(4712, 0, 0);
        assertThat(clock.buffer().getLong(clock.offset())).isEqualTo(4712);
    }

    @Test
    void twoProcessesWithTheSamePidShareAFolder() throws IOException {
        LedgerWriter one = LedgerWriter.create(folder.toFile(), Samples.process(new UUID(1, 1)));
        LedgerWriter two = LedgerWriter.create(folder.toFile(), Samples.process(new UUID(2, 2)));
        one.addSite(1, Samples.site(1));
        two.addSite(2, Samples.site(2));
        List<Path> ledgers = LedgerReader.ledgersIn(folder);
        assertThat(ledgers).containsExactly(Path.of(one.file()), Path.of(two.file()));
        assertThat(LedgerReader.read(ledgers.get(0)).sites().get(0).site()).isEqualTo(Samples.site(1));
        assertThat(LedgerReader.read(ledgers.get(1)).sites().get(0).site()).isEqualTo(Samples.site(2));
        one.close();
        two.close();
    }

    @Test
    void theFileIsNamedAfterServicePidAndUuid() throws IOException {
        LedgerWriter writer = LedgerWriter.create(new File(folder.toFile(), "made/when/missing"), Samples.process());
        assertThat(new File(writer.file()).getName())
                .isEqualTo("chat_service__-4711-01234567-89ab-cdef-8edc-ba9876543210.lastcall");
        assertThatThrownBy(() -> LedgerWriter.create(new File(folder.toFile(), "made/when/missing"), Samples.process()))
                .isInstanceOf(IOException.class)
                .hasMessage(writer.file() + ": the file exists already");
        writer.close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        File file = Files.createFile(folder.resolve("file")).toFile();
        assertThatThrownBy(() -> LedgerWriter.create(new File(file, "below"), Samples.process()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.getPath());
        assertThatThrownBy(() -> LedgerWriter.create(file, Samples.process()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.getPath());
    }

    @Test
    void aFileWithoutHeaderIsOfAProcessThatIsStarting() throws IOException {
        Path file = Files.write(folder.resolve("x" + LedgerReader.SUFFIX), new byte[CellLayout.PAGE]);
        assertThatThrownBy(() -> LedgerReader.read(file))
                .isInstanceOf(UnreadableLedgerException.class)
                .hasMessageContaining("the process is starting, or died while it did");
        assertThatThrownBy(() -> LedgerReader.read(folder.resolve("missing")))
                .isInstanceOf(UnreadableLedgerException.class)
                .hasMessageContaining("missing: cannot be read");
    }

    @Test
    void whereTheJdkSwallowsRefusalsIsAnotherSite() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), Samples.SMALL);
        Site plain = Samples.site(1);
        Site swallowing = new Site(plain.rule(), plain.role(), plain.kind(), plain.caller(), plain.target(), true);
        writer.addSite(1, plain);
        writer.addSite(2, swallowing);
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.sites()).extracting(SiteCounts::site).containsExactly(plain, swallowing);
        assertThat(plain).isNotEqualTo(swallowing);
        writer.close();
    }

    @Test
    void whatIsInAClassOfAnotherAgentIsSaidSo() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), Samples.SMALL);
        writer.addSite(1, Samples.site(1));
        writer.addSite(2, Samples.site(1).inAgent());
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.sites())
                .extracting(SiteCounts::site)
                .containsExactly(Samples.site(1), Samples.site(1).inAgent());
        assertThat(read.sites()).extracting(SiteCounts::isOfAgent).containsExactly(false, true);
        writer.close();
    }

    @Test
    void longTextsAreCutAndStayPrintable() throws IOException {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), Samples.SMALL);
        String big = "ü".repeat(65_535);
        String descriptor = "(" + "La/b/Thing;".repeat(500) + ")V";
        writer.addSite(
                1,
                new Site(
                        big,
                        Role.DEPRECATED,
                        Kind.CALL,
                        new Caller(big, big, descriptor, 1, big, big, big),
                        new Target(big, big, descriptor)));
        writer.addBlindSpot(new BlindSpot(big, big));
        writer.addSite(2, Samples.site(2));
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.problems()).isEmpty();
        assertThat(read).isEqualTo(writer.snapshot());
        assertThat(read.sites()).hasSize(2);
        Site site = read.sites().get(0).site();
        assertThat(site.caller().className()).endsWith("ü…").startsWith("üü");
        assertThat(site.caller().className().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3990, 4000);
        assertThat(site.target().asReference()).endsWith("(…)");
        writer.close();
    }

    @Test
    void longLabelsAreShortenedToFitTheHeader() {
        String big = "x".repeat(10_000);
        LedgerWriter writer = LedgerWriter.inMemory(ProcessStart.of(1, 2, big, 1, Samples.START)
                .withLabels(big, big, big)
                .withPolicy("log", "h")
                .withVersions(big, big));
        assertThat(writer.snapshot().problems()).isEmpty();
        assertThat(writer.snapshot().process().jvm()).hasSize(498).endsWith("x…");
        assertThat(writer.snapshot().process().policyHash()).isEqualTo("h");
    }

    @Test
    void manyThreadsAddWithoutLoss() throws Exception {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), new Sizes(4, 8, 2, 3));
        int each = 200;
        inParallel(thread -> {
            for (int i = 0; i < each; i++) {
                int number = (thread * each + i) * 64 + 1;
                writer.addSite(number, Samples.site(number));
                for (int copy = 0; copy < 2; copy++) {
                    Samples.add(writer.newChunk(number / 64, thread), 1, CellLayout.PLAIN, number);
                }
            }
        });
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.problems()).isEmpty();
        assertThat(read.sites()).hasSize(THREADS * each);
        for (int i = 0; i < read.sites().size(); i++) {
            int number = i * 64 + 1;
            assertThat(read.sites().get(i).site()).isEqualTo(Samples.site(number));
            assertThat(read.sites().get(i).calls()).isEqualTo(2L * number);
        }
        assertThat(writer.snapshot()).isEqualTo(read);
        writer.close();
    }

    @Test
    void aLiveLedgerIsReadWithoutProblemsAndOnlyGrows() throws Exception {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), new Sizes(4, 4, 1, 2));
        Path file = Path.of(writer.file());
        int sites = 3_000;
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = threads.submit(() -> {
                for (int i = 0; i < sites; i++) {
                    int number = i * 64 + 1;
                    writer.addSite(number, Samples.site(number));
                    Samples.add(writer.newChunk(i, 0), 1, CellLayout.PLAIN, 1);
                }
            });
            long before = 0;
            while (!writing.isDone()) {
                ProcessEvidence read = LedgerReader.read(file);
                assertThat(read.problems()).isEmpty();
                long calls = read.sites().stream().mapToLong(SiteCounts::calls).sum();
                assertThat(calls).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(sites);
                before = calls;
            }
            writing.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(LedgerReader.read(file).sites()).hasSize(sites).allMatch(site -> site.calls() == 1);
        writer.close();
    }

    @Test
    void anInterruptedThreadMakesAndGrowsTheFileAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), Samples.SMALL);
        for (int i = 0; i < 50; i++) {
            assertThat(writer.newChunk(i, 0).durable()).isTrue();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(writer.upkeep().problems()).isEmpty();
        assertThat(LedgerReader.read(Path.of(writer.file())).process().state()).isEqualTo(ProcessState.RUNNING);
        writer.close();
    }

    @Test
    void aThreadInterruptedOverAndOverLosesNothing() throws Exception {
        LedgerWriter writer = LedgerWriter.create(folder.toFile(), Samples.process(), Samples.SMALL);
        CountDownLatch done = new CountDownLatch(1);
        Thread growing = new Thread(() -> {
            for (int i = 0; i < 400; i++) {
                Samples.add(writer.newChunk(i, 0), 1, CellLayout.PLAIN, 1);
                writer.addSite(i * 64 + 1, Samples.site(1));
            }
            done.countDown();
        });
        growing.start();
        while (done.getCount() > 0) {
            growing.interrupt();
            Thread.onSpinWait();
        }
        growing.join();
        writer.heartbeat(Samples.START + 1, 0, 0); // which counts what is outside
        ProcessEvidence snapshot = writer.snapshot();
        assertThat(snapshot.sites()).hasSize(400).allMatch(site -> site.calls() == 1);
        assertThat(snapshot.problems()).isEqualTo(named(writer));
        writer.close();
    }

    @Test
    void afterTheChannelWasClosedTheFileIsOpenedAndLockedAgain() throws IOException {
        MappedFile file = new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(file, Samples.SMALL), file, Samples.process());
        file.close(); // as an interrupt does
        Samples.fill(writer);
        assertThat(writer.upkeep().problems()).isEmpty();
        assertThat(file.isLocked()).isTrue();
        assertThat(LedgerReader.read(Path.of(writer.file())))
                .isEqualTo(Samples.filled(ProcessState.RUNNING, writer.file()));
        writer.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file can't be cut there, nor a read-only one deleted")
    void nobodyMayCutTheFileUntilTheProcessEndsInOrder() throws IOException {
        MappedFile file = new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(file, Samples.SMALL), file, Samples.process());
        assertThat(rights(writer)).doesNotContain("w");
        file.close(); // as an interrupt does
        Samples.fill(writer);
        assertThat(file.isLocked()).isTrue();
        assertThat(rights(writer)).doesNotContain("w");
        writer.exited(Samples.START + 1, 20, 3);
        assertThat(rights(writer)).startsWith("rw");
        writer.close();
    }

    private static String rights(LedgerWriter writer) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(writer.file())));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file can't be deleted there")
    void aFileThatVanishesIsWrittenAgainWithAllThatWasCounted() throws IOException {
        Path below = folder.resolve("below");
        LedgerWriter writer = LedgerWriter.create(below.toFile(), Samples.process(), Samples.SMALL);
        assertThat(writer.upkeep().isGone()).isFalse();
        Files.delete(Path.of(writer.file()));
        Files.delete(below);
        assertThat(writer.upkeep().isGone()).isTrue();
        Samples.fill(writer);
        writer.exited(Samples.START + 10_000, 6_960, 12);
        writer.upkeep().writeAgain();
        assertThat(writer.upkeep().isGone()).isFalse();
        assertThat(LedgerReader.read(Path.of(writer.file())))
                .isEqualTo(Samples.filled(ProcessState.EXITED, writer.file()));
        assertThatThrownBy(writer.upkeep()::writeAgain).hasMessage(writer.file() + ": the file exists already");
        writer.close();
    }

    @Test
    void onAFullDiskCountingGoesOnInMemoryAndTheFileSaysSo() throws IOException {
        FullDisk disk = new FullDisk(new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX)));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(disk, Samples.SMALL), disk, Samples.process());
        disk.full = true;
        Samples.fill(writer);
        for (int i = 0; i < 100; i++) {
            writer.addSite(1000 * 64 + 1 + i % 63, Samples.site(i % 63));
        }
        String problem = "2 chunks and " + recordsOutside(writer)
                + " records are not in the file: No space left on device;" + " 16 calls so far were counted outside";
        assertThat(writer.upkeep().problems()).containsExactly(problem);
        assertThat(disk.refused).isEqualTo(1);
        assertThat(writer.upkeep().growAhead()).isFalse();
        assertThat(writer.snapshot().sites().subList(0, 4))
                .isEqualTo(Samples.filled(ProcessState.RUNNING, "").sites());
        assertThat(writer.snapshot().problems()).isEqualTo(named(writer));
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.problems()).isEqualTo(named(writer));
        assertThat(read.sites().get(0).calls()).isEqualTo(5);
        assertThat(writer.upkeep().callsNotKept()).isEqualTo(16);
        assertThat(writer.upkeep().whyNotKept()).isEqualTo("No space left on device");
        Chunk outside = writer.newChunk(0, 9);
        Samples.add(outside, 2, CellLayout.PLAIN, 4);
        writer.exited(Samples.START + 20_000, 1, 1);
        assertThat(LedgerReader.read(Path.of(writer.file())).problems())
                .singleElement()
                .asString()
                .contains("3 chunks and ")
                .endsWith("; 20 calls so far were counted outside");
        writer.close();
    }

    @Test
    void recordsMoveIntoTheFileWhenTheDiskHasRoomAgain() throws IOException {
        FullDisk disk = new FullDisk(new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX)));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(disk, Samples.SMALL), disk, Samples.process());
        disk.full = true;
        for (int number = 1; number < 64; number++) {
            writer.addSite(number, Samples.site(number));
        }
        assertThat(writer.upkeep().problems()).isNotEmpty();
        disk.full = false;
        assertThat(writer.upkeep().growAhead()).isTrue();
        assertThat(writer.upkeep().problems()).isEmpty();
        writer.addSite(65, Samples.site(65));
        assertThat(writer.newChunk(0, 0).durable()).isTrue();
        ProcessEvidence read = LedgerReader.read(Path.of(writer.file()));
        assertThat(read.sites()).hasSize(64);
        assertThat(read.problems()).isEmpty();
        assertThat(writer.snapshot()).isEqualTo(read);
        writer.close();
    }

    @Test
    void growingAheadKeepsTheApplicationFromTheDisk() throws IOException {
        FullDisk disk = new FullDisk(new MappedFile(LedgerFile.create(folder.toFile(), "x" + LedgerReader.SUFFIX)));
        LedgerWriter writer = new LedgerWriter(PageSupply.of(disk, Samples.SMALL), disk, Samples.process());
        for (int i = 0; i < 50; i++) {
            assertThat(writer.upkeep().growAhead()).isTrue();
            disk.full = true;
            assertThat(writer.newChunk(i, 0).durable()).isTrue();
            disk.full = false;
        }
        assertThat(disk.refused).isZero();
        writer.close();
    }

    @Test
    void withoutLocksTheHeartbeatTellsWhoIsAlive() throws IOException {
        byte[] bytes = GoldenLedger.make(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(LedgerLayout.STATE, LedgerLayout.checked(0));
        PageSource source = Samples.bytes(bytes, bytes.length);
        long heartbeat = Samples.START + 10_000;
        LedgerParser.Liveness unknown = LedgerParser.Liveness.UNKNOWN;
        assertThat(new LedgerParser(source, "", unknown, heartbeat + 60_000)
                        .parse()
                        .process()
                        .state())
                .isEqualTo(ProcessState.RUNNING);
        assertThat(new LedgerParser(source, "", unknown, heartbeat + 60_001)
                        .parse()
                        .process()
                        .state())
                .isEqualTo(ProcessState.KILLED);
    }

    private static List<String> named(LedgerWriter writer) {
        List<String> named = new ArrayList<>();
        for (String problem : writer.upkeep().problems()) {
            named.add(writer.file() + ": at byte " + LedgerLayout.CHUNKS_OUTSIDE + ": " + problem);
        }
        return named;
    }

    private static String recordsOutside(LedgerWriter writer) {
        return writer.upkeep().problems().get(0).replaceAll(".* and (\\d+) records.*", "$1");
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(() -> {
                    work.run(number);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
