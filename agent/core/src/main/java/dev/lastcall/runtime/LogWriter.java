package dev.lastcall.runtime;

import dev.lastcall.evidence.Site;
import dev.lastcall.log.CallEvent;
import dev.lastcall.log.CallLog;
import dev.lastcall.log.CallLogs;
import dev.lastcall.log.EventQueue;
import dev.lastcall.log.LineFormat;
import dev.lastcall.log.LogDestination;
import dev.lastcall.log.Outcome;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.settings.Settings;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls and notes from any thread, and writes them into the log on the agent's, so that no other thread waits for
 * a disk or a console. {@link #write} and {@link #close} are for one thread at a time; the rest is thread-safe.
 */
final class LogWriter implements Consumer<String> {
    private static final int MOST_NOTES = 1_000;

    private final Settings settings;
    private final Thread thread;
    private final EventQueue events = new EventQueue();
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Set<String> notedOnce = new HashSet<>();
    private @Nullable CallLog log;
    private long droppedBefore;

    /**
     * @param logback the log of the user's own Logback file, if there is one
     * @param thread the one that calls {@link #write}, to be woken when there is something to write
     */
    LogWriter(Settings settings, @Nullable CallLog logback, Thread thread) {
        this.settings = settings;
        this.log = logback;
        this.thread = thread;
    }

    /** A call is due for the log. */
    void call(long timeMillis, Site site, String message, long call, boolean refused, @Nullable AllowEntry allowedBy) {
        if (isNone()) {
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
        wake();
    }

    /** Has a line of the agent's own logged. */
    @Override
    public void accept(String note) {
        notes.add(note);
        wake();
    }

    /** As {@link #accept}, the same line only once. */
    void noteOnce(String text) {
        synchronized (notedOnce) {
            if (notedOnce.size() < MOST_NOTES && !notedOnce.contains(text)) {
                accept(text);
                notedOnce.add(text);
            }
        }
    }

    /** As {@link #noteOnce}, of evidence that is lost: to be said even if there is no log. */
    void lossOnce(String text) {
        if (!isNone()) {
            noteOnce(text);
            return;
        }
        synchronized (notedOnce) {
            if (notedOnce.add(text)) {
                LedgerOpening.warn(text);
            }
        }
    }

    private boolean isNone() {
        return settings.log().equals(Settings.NONE) && settings.logback() == null;
    }

    /** Has the agent's thread take its turn at once. */
    void wake() {
        LockSupport.unpark(thread);
    }

    void write(long nowMillis) {
        for (CallEvent event = events.poll(); event != null; event = events.poll()) {
            write(event);
        }
        for (String note = notes.peek(); note != null; note = notes.peek()) {
            log().note(nowMillis, note);
            notes.remove(); // only now: rather twice than never
        }
        long dropped = events.dropped();
        if (dropped > droppedBefore) {
            log().note(
                            nowMillis,
                            (dropped - droppedBefore) + " log lines were dropped: the log is slower than the calls");
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
            open = CallLogs.open(
                    LogDestination.of(settings.log()), settings.jsonLog() ? LineFormat.JSON : LineFormat.TEXT, this);
            log = open;
        }
        return open;
    }

    void close() {
        CallLog open = log;
        if (open != null) {
            open.close();
        }
    }
}
