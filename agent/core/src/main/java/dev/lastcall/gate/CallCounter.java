package dev.lastcall.gate;

import dev.lastcall.gate.ActivePolicy.SiteRuling;
import dev.lastcall.site.Sites;
import java.lang.invoke.VarHandle;
import java.util.function.Function;

/**
 * Counts calls at their sites, tells the listener of those that are due, and refuses those that must be. Lets the hot
 * path count the next calls alone. Thread-safe.
 */
final class CallCounter {
    private final BridgePort bridge;
    private final Sites sites;
    private final SiteStates states;
    private final Cells cells;
    private final FrameSorter sorter;
    private final Function<String, RuntimeException> refusal;
    private final CallListener listener;

    /** @param refusal makes the exception of a refused call */
    CallCounter(
            BridgePort bridge,
            Sites sites,
            SiteStates states,
            Cells cells,
            FrameSorter sorter,
            Function<String, RuntimeException> refusal,
            CallListener listener) {
        this.bridge = bridge;
        this.sites = sites;
        this.states = states;
        this.cells = cells;
        this.sorter = sorter;
        this.refusal = refusal;
        this.listener = listener;
    }

    /** Counts a call that nobody has announced at each of those sites. */
    void countAt(int[] numbers) {
        for (int number : numbers) {
            count(number, states.state(number), false);
        }
    }

    /**
     * Counts a call, tells the listener if it is due, and refuses it if it must be.
     *
     * @param permitted whether the hot path may count the next calls alone
     */
    void count(int number, SiteState state, boolean permitted) {
        SiteRuling ruling = state.ruling(states.activePolicy());
        CallAction action = ruling.action();
        if (action == null) {
            countInstead(ruling);
            return;
        }
        if (action.refused()) {
            throw refused(number, state, ruling, action);
        }
        if (!state.hasLetThrough()) {
            states.letThrough(state);
        }
        long allowance = countAndLog(number, state, ruling, action);
        if (permitted) {
            boolean trusted = state.isTrusted();
            cells.permit(number, action.counter(), allowance, trusted);
            VarHandle.fullFence();
            if (states.activePolicy().number() != ruling.activePolicy() || trusted != state.isTrusted()) {
                cells.forbid(number);
            }
        }
    }

    /** Returns how many calls the hot path may count alone until one is due for the log; -1 for any number. */
    private long countAndLog(int number, SiteState state, SiteRuling ruling, CallAction action) {
        long now = System.currentTimeMillis();
        cells.add(number, action.counter(), now);
        if (state.isFirstCall()) {
            listener.onFirstCall(number);
            takePath(number, state, 1);
        }
        if (!action.logged()) {
            return -1;
        }
        // the first call is due whatever the ledger says; what says that more are due must be true
        if (action.refused() && state.isNoneDue()) {
            return 0;
        }
        long total = action.refused() ? totalOfRefused(number, state) : total(number, state);
        if (total == 0) {
            listener.onCutLedger();
            return 0;
        }
        for (long due = state.takeDue(total); due != 0; due = state.takeDue(total)) {
            listener.onCall(now, state.site, ruling.message(), due, action.refused(), action.allowedBy());
            if (due > 1) {
                takePath(number, state, due);
            }
        }
        return state.untilDue(total) / cells.threads();
    }

    private long total(int number, SiteState state) {
        return cells.certainTotal(number, Math.max(2, state.nextDue()));
    }

    /** A sum over all threads: refused calls come here each, but most of them know that none is due. */
    private long totalOfRefused(int number, SiteState state) {
        synchronized (state) {
            state.beginLook(); // who counts from here on looks after this
            long total = total(number, state);
            if (total != 0) {
                state.endLook(total);
            }
            return total;
        }
    }

    private void takePath(int number, SiteState state, long call) {
        if (listener.wantsPath(number)) {
            listener.onPath(number, PathWalk.of(sorter, state.site.caller().className(), call));
        }
    }

    /** Refuses a call that one of those sites refuses; counts nothing else. */
    void refuse(int[] numbers) {
        for (int number : numbers) {
            SiteState state = states.state(number);
            SiteRuling ruling = state.ruling(states.activePolicy());
            CallAction action = ruling.action();
            if (action != null && action.refused()) {
                throw refused(number, state, ruling, action);
            }
        }
    }

    /** A failure of ours must not let a call pass that is refused: then it may not be counted, but it is refused. */
    private RuntimeException refused(int number, SiteState state, SiteRuling ruling, CallAction action) {
        try {
            countAndLog(number, state, ruling, action);
        } catch (Throwable own) {
            bridge.keep(own); // does not return if the thread is to die
        }
        return refusal.apply(state.refusalText(ruling));
    }

    private void countInstead(SiteRuling ruling) {
        for (int i = 0; i < ruling.instead().size(); i++) {
            int number = sites.number(ruling.instead().get(i));
            count(number, states.state(number), false);
        }
    }
}
