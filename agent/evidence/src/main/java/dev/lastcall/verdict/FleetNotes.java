package dev.lastcall.verdict;

import dev.lastcall.evidence.ClockJump;
import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be said of single processes, whatever they called: whether they watched, and whether their ledgers can be
 * believed. Doubts, assumptions and warnings come from it. Not thread-safe.
 */
final class FleetNotes {
    /** Clocks of machines differ by less. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /** What a note says of guards that could not be made; its names are since when, and why. */
    static final String GUARDS = "guards";

    private static final int HEARTBEATS_MISSED = 10;

    private final Instant now;
    private final List<ProcessNote> notes = new ArrayList<>();

    /** @param now when the question is asked */
    FleetNotes(Instant now) {
        this.now = now;
    }

    /**
     * Notes what the ledger alone shows.
     *
     * @return whether its process watched for any time at all
     */
    boolean add(ProcessEvidence ledger) {
        problems(ledger);
        dropped(ledger);
        clock(ledger);
        silence(ledger);
        return unwatched(ledger);
    }

    void add(ProcessNote note) {
        notes.add(note);
    }

    /** By the start of their processes, whatever the order in which ledgers were read. */
    List<ProcessNote> of(String code) {
        return notes.stream()
                .filter(note -> note.code().equals(code))
                .sorted(Comparator.comparing(
                                (ProcessNote note) -> note.process().startedAt())
                        .thenComparing(note -> note.process().uuid()))
                .toList();
    }

    private void problems(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        for (String problem : ledger.problems()) {
            String code = Completeness.isGap(problem) ? DoubtCode.INCOMPLETE_LEDGER : DoubtCode.DAMAGED_LEDGER;
            notes.add(new ProcessNote(code, "", process, inFile(process, problem), List.of()));
        }
    }

    private static String inFile(ProcessInfo process, String problem) {
        return problem.contains(process.file()) ? problem : process.file() + ": " + problem;
    }

    private void dropped(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        for (Dropped dropped : ledger.facts().dropped()) {
            if (dropped.what().equals(Dropped.WATCH_CHANGES)) {
                notes.add(new ProcessNote(
                        DoubtCode.INCOMPLETE_LEDGER,
                        "",
                        process,
                        ProcessNames.name(process)
                                + " began and ceased to watch more often than its ledger has room for:" + " since "
                                + Words.time(dropped.since()) + " it does not say whether it did",
                        List.of()));
            }
        }
    }

    private void clock(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        for (ClockJump jump : ledger.facts().clockJumps()) {
            notes.add(new ProcessNote(
                    DoubtCode.CLOCK,
                    "",
                    process,
                    "went from " + jump.expected() + " to " + jump.said() + " at once",
                    List.of()));
        }
        Instant limit = now.plus(CLOCK_TOLERANCE);
        if (process.startedAt().isAfter(limit) || process.lastSeenAt().isAfter(limit)) {
            notes.add(new ProcessNote(
                    DoubtCode.CLOCK, "", process, "lies in the future: " + process.lastSeenAt(), List.of()));
        }
    }

    /** A process that says nothing for ten heartbeats, and is not known to have ended. */
    private void silence(ProcessEvidence ledger) {
        ProcessInfo process = ledger.process();
        Duration heartbeat = ledger.facts().watch().heartbeat();
        if (process.state() == ProcessState.RUNNING
                && !heartbeat.isZero()
                && process.lastSeenAt()
                        .plus(heartbeat.multipliedBy(HEARTBEATS_MISSED))
                        .isBefore(now)) {
            notes.add(new ProcessNote(Warnings.SILENT, "", process, "", List.of()));
        }
    }

    /** Whether it watched for any time at all; what it did not watch is noted. */
    private boolean unwatched(ProcessEvidence ledger) {
        boolean watched = false;
        Set<String> pauses = new LinkedHashSet<>();
        for (WatchPeriod period : ledger.facts().watch().periods()) {
            if (period.state() == WatchState.WATCHING) {
                watched = true;
            } else {
                pauses.add(period.state().word());
            }
        }
        boolean rules = false;
        for (RuleInfo rule : ledger.rules()) {
            rules |= !rule.mode().equals("off");
        }
        if (!rules && pauses.isEmpty()) {
            pauses.add(WatchState.WITHOUT_RULES.word());
        }
        watched &= rules;
        if (!watched) {
            notes.add(new ProcessNote(DoubtCode.UNWATCHED, "", ledger.process(), String.join(", ", pauses), List.of()));
        } else if (!pauses.isEmpty()) {
            notes.add(
                    new ProcessNote(ProcessDoubts.PAUSED, "", ledger.process(), String.join(", ", pauses), List.of()));
        }
        if (watched) {
            guards(ledger);
        }
        if (watched && ledger.facts().watch().attached()) {
            notes.add(new ProcessNote(ProcessDoubts.ATTACHED, "", ledger.process(), "", List.of()));
        }
        return watched;
    }

    /** A process that watched until a class mattered, and could not from then on: nobody has switched it off. */
    private void guards(ProcessEvidence ledger) {
        WatchPeriod last = null;
        WatchPeriod written = null;
        for (WatchPeriod period : ledger.facts().watch().periods()) {
            written = period; // in that order a process writes them, wherever its clock is put
            if (last == null || !period.from().isBefore(last.from())) {
                last = period;
            }
        }
        if (written != null && written.state() == WatchState.GUARDS_LATE) {
            last = written;
        }
        if (last != null && last.state() == WatchState.GUARDS_LATE) {
            notes.add(new ProcessNote(
                    DoubtCode.UNWATCHED,
                    "",
                    ledger.process(),
                    GUARDS,
                    List.of(Words.time(last.from()), last.reason().isEmpty() ? "no reason is known" : last.reason())));
        }
    }
}
