package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.gate.ActivePolicy.SiteRuling;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.EnclosingMethod;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A site in this process: what the policy says of it and to its caller, and how far its calls are logged. Thread-safe.
 */
final class SiteState {
    private static final int STEP = 10;
    private static final int MOST_TRIALS = 8;

    final Site site;
    private final int target;
    private final boolean ofAgent;
    private volatile SiteRuling ruling;
    private volatile @Nullable Refusal refusal;
    private volatile boolean trusted;
    private volatile boolean doubted;
    private volatile boolean withheld;
    private volatile boolean watched;
    private volatile int trials;
    private volatile boolean letThrough;
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicLong nextLogged = new AtomicLong(1);
    /** How many more refused calls can't be due. */
    private final AtomicLong undue = new AtomicLong();

    /**
     * @param target number of the site's target
     * @param ofAgent whether the caller is a class of another agent that is counted apart
     */
    SiteState(Site site, int target, ActivePolicy activePolicy, boolean ofAgent) {
        this.site = site;
        this.target = target;
        this.ofAgent = ofAgent;
        this.ruling = activePolicy.ruling(site, ofAgent);
    }

    /** The number of the target. */
    int target() {
        return target;
    }

    /**
     * Whether the site is on that line of that method.
     *
     * @param method the name and, if known, the descriptor that evidence has of the method; one that stands in for a
     *     method reference may belong to any
     * @param line 0 if it is not known, as of a frame that runs code which its class had before: then it may be
     */
    boolean isAt(String className, EnclosingMethod method, int line) {
        Caller caller = site.caller();
        return (line == 0 || caller.line() == line)
                && caller.className().equals(className)
                && (Enclosing.isMovedReference(method.name()) || isIn(caller, method));
    }

    private static boolean isIn(Caller caller, EnclosingMethod method) {
        return caller.method().equals(method.name())
                && (method.descriptor().isEmpty()
                        || caller.descriptor().isEmpty()
                        || caller.descriptor().equals(method.descriptor()));
    }

    /** What is in force for this site. */
    SiteRuling ruling(ActivePolicy activePolicy) {
        SiteRuling known = ruling;
        if (known.activePolicy() != activePolicy.number()) {
            known = activePolicy.ruling(site, ofAgent);
            ruling = known;
            undue.set(0); // who was not refused before has not been counted here
        }
        return known;
    }

    /** What the caller of a refused call reads. */
    String refusalText(SiteRuling by) {
        Refusal known = refusal;
        if (known == null || known.activePolicy != by.activePolicy()) {
            known = new Refusal(by.activePolicy(), RefusalText.of(site, by.message()));
            refusal = known;
        }
        return known.text;
    }

    /** Whether a call that was counted is the first from here; asked for each, it is so once. */
    boolean isFirstCall() {
        return !called.get() && called.compareAndSet(false, true);
    }

    /**
     * The number of a call that is due to be logged, once each: 1, 10, 100 and so on up to the total; 0 if none is.
     *
     * @param total calls so far
     */
    long takeDue(long total) {
        while (true) {
            long due = nextLogged.get();
            if (total < due) {
                return 0;
            }
            if (nextLogged.compareAndSet(due, due > Long.MAX_VALUE / STEP ? Long.MAX_VALUE : due * STEP)) {
                return due;
            }
        }
    }

    /** The next number that is due to be logged. */
    long nextDue() {
        return nextLogged.get();
    }

    /** How many more calls there may be before one is due. */
    long untilDue(long total) {
        return Math.max(0, nextLogged.get() - total - 1);
    }

    /** Whether a refused call that is counted needs no look at the total: it can't be one that is due. */
    boolean isNoneDue() {
        return undue.get() > 0 && undue.decrementAndGet() >= 0;
    }

    /** Somebody sums up the calls, until {@link #endLook}: one thread at a time. */
    void beginLook() {
        undue.set(0);
    }

    /** There have been so many calls; those after which one is due may be counted without a look. */
    void endLook(long total) {
        undue.set(untilDue(total));
    }

    /**
     * A call from here was seen to reach the guard: from now on the guard takes tickets from here, if nothing else can
     * run before it and end the call there. Else the next calls must be watched too.
     *
     * @param first whether the guard is what runs first in the body
     * @param certain whether the instruction is known that made the call
     */
    void arrived(boolean first, boolean certain) {
        if (first && withheld) {
            return; // seen again later
        }
        if (first && !doubted) {
            trusted = true;
        } else if (!first || !certain) {
            watched = true;
        }
    }

    /** Whether all calls from here are announced to the gate for good. */
    boolean isWatched() {
        return watched;
    }

    /**
     * Another agent may have put something before the guard: there are no more tickets from here, unless calls are seen
     * to reach it again.
     *
     * @param forGood whether that would show nothing
     */
    void doubt(boolean forGood) {
        doubted |= forGood;
        trusted = false;
    }

    /** Whether no ticket may be left from here for now. */
    void withhold(boolean now) {
        withheld = now;
    }

    /** A call from here was not refused. */
    void letThrough() {
        letThrough = true;
    }

    boolean hasLetThrough() {
        return letThrough;
    }

    boolean isTrusted() {
        return trusted && !withheld;
    }

    /**
     * Whether the next calls must come here to be watched on their way to the guard. After some that never got there
     * (the target has no body, or another overrides it, or it can't be linked) they need not.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a trial more or less does no harm
    boolean isOnTrial() {
        if (isTrusted()) {
            return false;
        }
        if (watched || withheld) {
            return true;
        }
        if (trials >= MOST_TRIALS) {
            return false;
        }
        trials++;
        return true;
    }

    /** A text, and the number of the regime that it is for. */
    private record Refusal(int activePolicy, String text) {}
}
