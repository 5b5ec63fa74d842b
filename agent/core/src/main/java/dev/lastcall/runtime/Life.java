package dev.lastcall.runtime;

import dev.lastcall.gate.CallListener;
import dev.lastcall.ledger.LedgerSnapshot.BlindSpot;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.output.CallEvent;
import dev.lastcall.output.CallLog;
import dev.lastcall.output.Console;
import dev.lastcall.output.EventQueue;
import dev.lastcall.output.ExitSummary;
import dev.lastcall.output.LineFormat;
import dev.lastcall.output.LogDestination;
import dev.lastcall.output.Outcome;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.LogFormat;
import dev.lastcall.policy.Settings;
import dev.lastcall.site.Site;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own thread, from start to the end of the process: keeps the clock and the ledger, and writes the log, so
 * that no thread of the application waits for a disk or a console.
 */
final class Life implements Runnable, CallListener, Consumer<String> {
    private static final long TICK_MILLIS = 250;
    private static final int TICKS_PER_HEARTBEAT = 4;
    private static final long LONGEST_FAREWELL_MILLIS = 3_000;
    private static final int MOST_NOTES = 1_000;

    private final Settings settings;
    private final LedgerWriter ledger;
    private final EventQueue events;
    private final File jar;
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Set<String> notedOnce = new HashSet<>();
    private final Thread thread;
    private @Nullable CallLog log;
    private @Nullable Enforcement enforcement;
    private @Nullable PolicyKeeper keeper;
    private long droppedBefore;
    private volatile boolean ending;

    /** @param logback the log of the user's own Logback file, if there is one */
    Life(Settings settings, LedgerWriter ledger, EventQueue events, File jar, @Nullable CallLog logback) {
        this.settings = settings;
        this.ledger = ledger;
        this.events = events;
        this.jar = jar;
        this.log = logback;
        this.thread = ownThread("lastcall", this);
    }

    private static Thread ownThread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    void begin(Enforcement kept, PolicyKeeper keptBy) {
        enforcement = kept;
        keeper = keptBy;
        ledger.tick(System.currentTimeMillis());
        thread.start();
        try {
            Runtime.getRuntime().addShutdownHook(ownThread("lastcall-exit", new Farewell(this)));
        } catch (IllegalStateException alreadyEnding) {
            noteOnce("the process is ending already: there will be no summary");
        }
    }

    @Override
    public void onCall(
            long timeMillis, Site site, String message, long call, boolean refused, @Nullable AllowEntry allowedBy) {
        if (settings.log().equals(Settings.NONE) && settings.logback() == null) {
            return;
        }
        Outcome outcome = refused ? Outcome.BLOCKED : allowedBy != null ? Outcome.ALLOWED : Outcome.LOGGED;
        String reason = allowedBy == null ? "" : allowedBy.reason();
        events.offer(new CallEvent(
                timeMillis,
                site,
                message,
                call,
                outcome,
                reason,
                Thread.currentThread().getName()));
        LockSupport.unpark(thread);
    }

    @Override
    public void onCutLedger() {
        LockSupport.unpark(thread);
    }

    /** Has a line of the agent's own logged, the same one only once. */
    void noteOnce(String text) {
        synchronized (notedOnce) {
            if (notedOnce.size() < MOST_NOTES && !notedOnce.contains(text)) {
                accept(text);
                notedOnce.add(text);
            }
        }
    }

    @Override
    public void accept(String note) {
        notes.add(note);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        for (int tick = 0; !ending; tick++) {
            try {
                work(tick % TICKS_PER_HEARTBEAT == 0);
            } catch (Throwable failure) {
                survive(failure);
            }
            LockSupport.parkNanos(TICK_MILLIS * 1_000_000);
        }
        try {
            end();
        } catch (Throwable failure) {
            Console.stderr().line("lastcall: a failure of the agent's own at exit: " + failure);
        }
    }

    /** Where the heap is full, even a note may fail; the thread must go on until the heap recovers. */
    private void survive(Throwable failure) {
        try {
            noteOnce("a failure of the agent's own: " + failure);
        } catch (Throwable evenThat) {
            // told at the next tick, if there is still something to tell
        }
    }

    private void work(boolean heartbeat) {
        long now = System.currentTimeMillis();
        mendLedger(now);
        ledger.tick(now);
        if (heartbeat) {
            ledger.heartbeat(now, classesSeen(), classesWoven());
            if (!ledger.file().isEmpty()) {
                ledger.growAhead();
            }
            if (ledger.isGone()) {
                noteOnce(ledger.file() + " is gone: it is written again when the process ends in order");
            }
            reportFaults();
            if (keeper != null) {
                keeper.look(now);
            }
        }
        writeLog(now);
    }

    private void mendLedger(long now) {
        try {
            String loss = ledger.mend(now);
            if (!loss.isEmpty()) {
                if (enforcement != null) {
                    enforcement.recordAgain();
                }
                noteOnce(loss);
                ledger.mended();
            }
        } catch (IOException noRoom) {
            noteOnce("the ledger file was cut and can't be restored: " + noRoom.getMessage());
        }
    }

    private void reportFaults() {
        Throwable fault = enforcement == null ? null : enforcement.gate().takeFault();
        if (fault != null) {
            String reason = "calls may be missing: a failure of the agent's own: " + fault;
            ledger.addBlindSpot(new BlindSpot("(gate)", reason));
            noteOnce(reason);
        }
    }

    private void writeLog(long now) {
        for (CallEvent event = events.poll(); event != null; event = events.poll()) {
            log().write(event);
        }
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            log().note(now, note);
        }
        long dropped = events.dropped();
        if (dropped > droppedBefore) {
            log().note(now, (dropped - droppedBefore) + " log lines were dropped: the log is slower than the calls");
            droppedBefore = dropped;
        }
    }

    private CallLog log() {
        CallLog open = log;
        if (open == null) {
            open = CallLog.open(
                    LogDestination.of(settings.log()),
                    settings.logFormat() == LogFormat.JSON ? LineFormat.JSON : LineFormat.TEXT,
                    this);
            log = open;
        }
        return open;
    }

    private void end() {
        long now = System.currentTimeMillis();
        mendLedger(now);
        reportFaults();
        writeLog(now);
        ledger.exited(now, classesSeen(), classesWoven());
        String file = fileInPlace();
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr().line(ExitSummary.of(ledger.snapshot(), jar.getPath(), file));
        }
        CallLog open = log;
        if (open != null) {
            open.close();
        }
    }

    /** The ledger's path, when the file is there; else empty. */
    private String fileInPlace() {
        try {
            if (ledger.isGone()) {
                ledger.writeAgain();
            }
            return ledger.file();
        } catch (IOException failure) {
            if (!settings.log().equals(Settings.NONE)) {
                Console.stderr()
                        .line("lastcall: the ledger is gone and can't be written again: " + failure.getMessage());
            }
            return "";
        }
    }

    private long classesSeen() {
        return enforcement == null ? 0 : enforcement.transformer().classesSeen();
    }

    private long classesWoven() {
        return enforcement == null ? 0 : enforcement.transformer().classesWoven();
    }

    /** The shutdown hook: has the agent's thread finish its work, and waits for it, though not for ever. */
    private record Farewell(Life life) implements Runnable {
        @Override
        public void run() {
            life.ending = true;
            LockSupport.unpark(life.thread);
            try {
                life.thread.join(LONGEST_FAREWELL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
