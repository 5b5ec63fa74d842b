package dev.lastcall.ledger;

import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.WatchState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes since when the process watches, or why it does not, when its JVM started, when it stood still, and which
 * program it runs; keeps all but the standstills, to be written again. Used under the writer's lock only.
 */
final class ProcessNotes {
    private static final int MOST_WATCH_NOTES = 10_000;

    private final Journal journal;
    private final ProcessStart process;
    private final List<WatchNote> watchNotes = new ArrayList<>();
    private final LedgerDraft draft;
    private @Nullable Program program;

    ProcessNotes(Journal journal, LedgerDraft draft) {
        this.journal = journal;
        this.process = draft.process();
        if (!process.watch().isEmpty()) {
            watchNotes.add(note(process.startedAt(), process.watch(), process.reason()));
        }
        watchNotes.addAll(draft.watchNotes());
        this.program = draft.program();
        this.draft = draft;
    }

    void stoodStill(long fromMillis, long untilMillis) {
        if (draft.standstills().add(fromMillis, untilMillis)) {
            writeStandstills();
        }
    }

    /** Writes those that wait. */
    void writeStandstills() {
        if (draft.hasStandstills()) {
            Standstills standstills = draft.standstills();
            journal.encoder().standstill(standstills.from(), standstills.until());
            if (journal.mayAdd(Journal.STANDSTILLS, journal.encoder().length(), standstills.from())) {
                journal.append();
            }
            standstills.take();
        }
    }

    /**
     * The same as before is not said again.
     *
     * @param state the word of a {@link WatchState}
     */
    void watch(long nowMillis, String state, String reason) {
        if (watchNotes.isEmpty() || !isInForce(state, reason)) {
            say(note(nowMillis, state, reason));
        }
    }

    void jvmStarted(long jvmStartedAt) {
        WatchNote first = note(process.startedAt(), process.watch(), process.reason());
        if (!first.state().isEmpty()) {
            say(new WatchNote(
                    first.millis(),
                    jvmStartedAt,
                    first.heartbeatMillis(),
                    first.state(),
                    first.attached(),
                    first.reason()));
        }
    }

    private boolean isInForce(String state, String reason) {
        for (int i = watchNotes.size() - 1; i >= 0; i--) {
            WatchNote note = watchNotes.get(i);
            if (note.jvmStartedAt() == 0) {
                return note.state().equals(state) && note.reason().equals(reason);
            }
        }
        return false;
    }

    /** Of more changes than anybody makes by hand, the last ones are dropped; from when on, the ledger says. */
    private void say(WatchNote note) {
        if (watchNotes.size() < MOST_WATCH_NOTES) {
            watchNotes.add(note);
            append(note);
        } else {
            journal.mayAdd(Journal.WATCH_CHANGES, 1, note.millis());
        }
    }

    private void append(WatchNote note) {
        journal.encoder().watch(note);
        journal.append();
    }

    private WatchNote note(long nowMillis, String state, String reason) {
        return new WatchNote(nowMillis, 0, process.heartbeatMillis(), state, process.attached(), reason);
    }

    void addWatchAgain() {
        for (WatchNote note : watchNotes) {
            append(note);
        }
    }

    void program(Program runs) {
        program = runs;
        addProgramAgain();
    }

    /** Writes which program the process runs, as far as that is known. */
    void addProgramAgain() {
        Program known = program;
        if (known != null) {
            journal.encoder().program(known.named(), known.mainClass(), known.jar(), known.title());
            journal.append();
        } else if (process.saysProgram()) {
            journal.encoder().program(process.named(), process.mainClass(), process.mainJar(), "");
            journal.append();
        }
    }
}
