package dev.lastcall.ledger;

import static dev.lastcall.ledger.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Watch;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a process watched, as its ledger says. */
class WatchStateTest {
    @TempDir
    Path folder;

    @Test
    void theStatesOfTheWriterAreThoseOfTheReader() {
        List<WatchState> states = List.of(WatchState.values());
        assertThat(states).allMatch(state -> LedgerLayout.watchNumber(state.word()) == states.indexOf(state));
    }

    @Test
    void aProcessIsReadAsItWatched() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", true, 1_000));
        writer.jvmStarted(START - 60_000);
        writer.watch(START + 1_000, "watching", "");
        writer.watch(START + 2_000, "off", "");
        writer.watch(START + 3_000, "watching", "");
        writer.exited(START + 9_000, 1, 1);
        assertThat(read(space).facts().watch())
                .isEqualTo(new Watch(
                        at(-60_000),
                        at(0),
                        true,
                        Duration.ofSeconds(1),
                        List.of(
                                new WatchPeriod(WatchState.WATCHING, at(0), at(2_000), ""),
                                new WatchPeriod(WatchState.OFF, at(2_000), at(3_000), ""),
                                new WatchPeriod(WatchState.WATCHING, at(3_000), at(9_000), "")),
                        true));
    }

    @Test
    void aDraftSaysItAndTheWriterGoesOn() throws IOException {
        File file = folder.toFile();
        LedgerDraft draft = LedgerDraft.create(file, Samples.process("watching", "", false, 1_000), List.of());
        draft.watch(START + 1_000, "guards-late", "no room");
        assertThat(LedgerReader.read(Path.of(draft.file())).facts().watch().periods())
                .extracting(WatchPeriod::state, WatchPeriod::reason)
                .containsExactly(tuple(WatchState.WATCHING, ""), tuple(WatchState.GUARDS_LATE, "no room"));
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.watch(START + 1_500, "guards-late", "no room");
        writer.watch(START + 2_000, "watching", "");
        assertThat(writer.snapshot().facts().watch().periods())
                .extracting(WatchPeriod::state)
                .containsExactly(WatchState.WATCHING, WatchState.GUARDS_LATE, WatchState.WATCHING);
        writer.close();
    }

    @Test
    void aStartThatWatchesNothingLeavesAFewPages() throws IOException {
        LedgerDraft draft =
                LedgerDraft.create(folder.toFile(), Samples.process("unguarded", "2 errors", false, 0), List.of());
        draft.exited(START, 0);
        assertThat(new File(draft.file()).length()).isLessThanOrEqualTo(4 * CellLayout.PAGE);
        Watch watch = LedgerReader.read(Path.of(draft.file())).facts().watch();
        assertThat(watch.heartbeat()).isEqualTo(Duration.ZERO);
        assertThat(watch.periods()).containsExactly(new WatchPeriod(WatchState.UNGUARDED, at(0), at(0), "2 errors"));
    }

    @Test
    void aStartThatWatchedNothingAndALaterOneAreOneProcess() throws IOException {
        LedgerDraft off = LedgerDraft.create(folder.toFile(), Samples.process("off", "", false, 0), List.of());
        off.exited(START, 0);
        off.remove();
        ProcessStart later = Samples.process("watching", "", true, 1_000).after(off.process());
        LedgerDraft draft = LedgerDraft.create(folder.toFile(), later, List.of());
        assertThat(draft.file()).isEqualTo(off.file());
        draft.watch(START + 5_000, "watching", "");
        draft.exited(START + 9_000, 1);
        ProcessEvidence read = LedgerReader.read(Path.of(draft.file()));
        assertThat(read.process().startedAt()).isEqualTo(at(0));
        assertThat(read.facts().watch().heartbeat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.facts().watch().periods())
                .containsExactly(
                        new WatchPeriod(WatchState.OFF, at(0), at(5_000), ""),
                        new WatchPeriod(WatchState.WATCHING, at(5_000), at(9_000), ""));
    }

    @Test
    void aLedgerThatWasRemovedInVainIsPutBack() throws IOException {
        LedgerDraft off = LedgerDraft.create(folder.toFile(), Samples.process("off", "", false, 0), List.of());
        off.exited(START, 0);
        off.remove();
        assertThat(new File(off.file())).doesNotExist();
        off.putBack();
        assertThat(LedgerReader.read(Path.of(off.file())).facts().watch().periods())
                .containsExactly(new WatchPeriod(WatchState.OFF, at(0), at(0), ""));
    }

    @Test
    void ofAnOldLedgerTheModesTell() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.LITTLE_ENDIAN);
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, Samples.process());
        writer.mode(START + 5_000, "off");
        writer.heartbeat(START + 6_000, 1, 1);
        Watch watch = read(space).facts().watch();
        assertThat(watch.recorded()).isFalse();
        assertThat(watch.periods())
                .containsExactly(
                        new WatchPeriod(WatchState.WATCHING, at(0), at(5_000), ""),
                        new WatchPeriod(WatchState.OFF, at(5_000), at(6_000), ""));
    }

    @Test
    void moreChangesThanThereIsRoomForAreSaid() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
        int most = 10_000;
        for (int i = 1; i < most; i++) {
            writer.watch(START + i, i % 2 == 0 ? "watching" : "off", "");
        }
        writer.heartbeat(START + most, 1, 1);
        assertThat(read(space).facts().dropped()).isEmpty();
        writer.watch(START + most, "watching", "");
        writer.watch(START + most + 1, "off", "");
        writer.heartbeat(START + most + 2, 1, 1);
        assertThat(read(space).facts().watch().periods()).hasSize(most);
        assertThat(read(space).facts().dropped()).containsExactly(new Dropped(Dropped.WATCH_CHANGES, at(most)));
    }

    private static ProcessEvidence read(HeapSpace space) throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(START + millis);
    }
}
