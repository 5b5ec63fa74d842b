package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.console.ExitSummary;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Site;
import dev.lastcall.gate.CallListener;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.log.CallEvent;
import dev.lastcall.log.CallLog;
import dev.lastcall.log.EventQueue;
import dev.lastcall.log.LineFormat;
import dev.lastcall.log.LogDestination;
import dev.lastcall.log.Outcome;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Settings;
import dev.lastcall.text.OneLine;
import dev.lastcall.weave.CallTransformer;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the agent's thread does once classes matter: keeps the ledger's clock, looks for faults, and writes the log.
 */
final class Life implements CallListener, Consumer<String> {
    private static final int MOST_NOTES = 1_000;

    private final Settings settings;
    private final LedgerWriter ledger;
    private final EventQueue events = new EventQueue();
    private final File jar;
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Set<String> notedOnce = new HashSet<>();
    private final Thread thread;
    private @Nullable CallLog log;
    private @Nullable Enforcement enforcement;
    private long droppedBefore;
    private volatile boolean endsAfterHooks;
    private final AtomicInteger firstCalls = new AtomicInteger();
    private int firstCallsSaid;
    private final PathQueue paths = new PathQueue();
    private final OriginQueue origins = new OriginQueue();
    private boolean marked;

    /**
     * @param logback the log of the user's own Logback file, if there is one
     * @param thread the one that calls {@link #work}, to be woken when there is something to write
     */
    Life(Settings settings, LedgerWriter ledger, File jar, @Nullable CallLog logback, Thread thread) {
        this.settings = settings;
        this.ledger = ledger;
        this.jar = jar;
        this.log = logback;
        this.thread = thread;
    }

    /**
     * Puts the policy into force; to be called once, before anything else.
     *
     * @param listener is told what can't be woven
     */
    void begin(
            Policy policy,
            @Nullable LocalDate today,
            Object bridge,
            Instrumentation instrumentation,
            CallTransformer transformer,
            CallTransformer.Listener listener,
            Function<String, RuntimeException> refusal) {
        enforcement = Enforcement.begin(
                policy,
                settings.watchesAgents(),
                today,
                bridge,
                instrumentation,
                ledger,
                origins,
                transformer,
                listener,
                this,
                this,
                refusal);
        tick(System.currentTimeMillis());
        if (!ledger.whyUnmapped().isEmpty()) {
            noteOnce(ledger.file() + ": " + ledger.whyUnmapped()
                    + "; the ledger is kept in memory only and ends with the process");
        }
    }

    /** Has the agent end after the application's own shutdown hooks, where the JVM allows that. */
    void endAfterHooks(AgentThread agent) {
        endsAfterHooks = enforcement().gate().runAfterHooks(new Farewell(agent));
    }

    boolean endsAfterHooks() {
        return endsAfterHooks;
    }

    /** What was seen until now; the ledger's file is not touched. */
    ProcessEvidence evidence() {
        return ledger.snapshot();
    }

    Enforcement enforcement() {
        return Objects.requireNonNull(enforcement);
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
    public void onFirstCall(int site) {
        firstCalls.incrementAndGet();
    }

    @Override
    public boolean wantsPath(int site) {
        return !ledger.file().isEmpty();
    }

    @Override
    public void onPath(int site, CallPath path) {
        paths.add(site, path);
    }

    @Override
    public void onCutLedger() {
        LockSupport.unpark(thread);
    }

    @Override
    public byte[] onHiddenClass(Class<?> host, byte[] classFile) {
        return enforcement().transformer().weaveHidden(host, classFile);
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

    /** A class could not be watched, wholly or in part. */
    void notWoven(String className, String reason) {
        ledger.addBlindSpot(new BlindSpot(className, reason));
        noteOnce("cannot watch " + className + ": " + reason);
    }

    /**
     * To be called at each tick of the clock, and when there may be something to write: which is written though the rest
     * fails.
     */
    void work(long now, boolean heartbeat) {
        if (!marked) {
            marked = true;
            enforcement().gate().beginWork(); // for ever: the thread is the agent's own
        }
        try {
            keepLedger(now, heartbeat);
        } finally {
            writeLog(now);
        }
    }

    private void keepLedger(long now, boolean heartbeat) {
        mendLedger(now);
        tick(now);
        sayFirstCalls();
        paths.write(now, ledger);
        if (heartbeat) {
            ledger.heartbeat(now, classesSeen(), classesWoven());
            if (!ledger.file().isEmpty()) {
                if (!ledger.growAhead()) {
                    noteOnce(ledger.file() + " can't grow: " + ledger.whyNotKept()
                            + "; calls that it can't keep are counted in memory");
                }
            }
            if (ledger.isGone()) {
                noteOnce(ledger.file() + " is gone: it is written again when the process ends in order");
            }
            reportFaults();
            ledger.noteHistory(now);
            origins.write(now, ledger);
            enforcement().latecomers().look(now);
            enforcement().guardWatch().look(false);
        }
    }

    /** A site is called before it is said, so that a process that is killed in between says no more than there is. */
    private void sayFirstCalls() {
        int called = firstCalls.get();
        if (called != firstCallsSaid) {
            firstCallsSaid = called;
            ledger.firstCalls(called);
        }
    }

    private void mendLedger(long now) {
        try {
            String loss = ledger.mend(now);
            if (!loss.isEmpty()) {
                enforcement().recordAgain();
                noteOnce(loss);
                ledger.mended();
            }
        } catch (IOException noRoom) {
            noteOnce("the ledger file was cut and can't be restored: " + noRoom.getMessage());
        }
    }

    private void tick(long now) {
        enforcement().gate().tick(now);
        ledger.tick(now); // never before the clock of the hot path
    }

    private void reportFaults() {
        Throwable fault = enforcement().gate().takeFault();
        if (fault != null) {
            String reason = "calls may be missing: a failure of the agent's own: " + fault;
            ledger.addBlindSpot(new BlindSpot("(gate)", reason));
            noteOnce(reason);
        }
    }

    private void writeLog(long now) {
        for (CallEvent event = events.poll(); event != null; event = events.poll()) {
            write(event);
        }
        for (String note = notes.peek(); note != null; note = notes.peek()) {
            log().note(now, note);
            notes.remove(); // only now: rather twice than never
        }
        long dropped = events.dropped();
        if (dropped > droppedBefore) {
            log().note(now, (dropped - droppedBefore) + " log lines were dropped: the log is slower than the calls");
            droppedBefore = dropped;
        }
    }

    private void write(CallEvent event) {
        try {
            log().write(event);
        } catch (Throwable failure) {
            events.drop();
            throw failure;
        }
    }

    private CallLog log() {
        CallLog open = log;
        if (open == null) {
            open = CallLog.open(
                    LogDestination.of(settings.log()), settings.jsonLog() ? LineFormat.JSON : LineFormat.TEXT, this);
            log = open;
        }
        return open;
    }

    /**
     * The process ends: what there is to tell is told. Calls go on being counted.
     *
     * @param last false: the log is needed once more
     */
    void end(boolean last) {
        long now = System.currentTimeMillis();
        mendLedger(now);
        enforcement().latecomers().lookNow();
        reportFaults();
        enforcement().guardWatch().look(true);
        writeLog(now);
        sayFirstCalls();
        paths.write(now, ledger);
        origins.writeRest(now, ledger);
        ledger.exited(now, classesSeen(), classesWoven());
        String file = fileInPlace();
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr()
                    .line(ExitSummary.of(
                            ledger.snapshotAtExit(), ledger.callsNotKept(), ledger.whyNotKept(), jar.getPath(), file));
            if (!endsAfterHooks) {
                Console.stderr().line("lastcall: calls of the application's shutdown hooks may follow");
            }
        }
        CallLog open = log;
        if (open != null && last) {
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
                        .line(OneLine.of(
                                "lastcall: the ledger is gone and can't be written again: " + failure.getMessage()));
            }
            return "";
        }
    }

    private long classesSeen() {
        return enforcement().transformer().classesSeen();
    }

    private long classesWoven() {
        return enforcement().transformer().classesWoven();
    }
}
