package dev.lastcall.gate;

import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Standing;
import dev.lastcall.policy.Standing.Tally;
import dev.lastcall.site.Caller;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.Origin;
import dev.lastcall.site.Site;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Target;
import dev.lastcall.site.WovenCalls;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the bridge can't decide alone: the first call of a site on a thread, calls to be logged or refused, and calls
 * that reach a guard without a ticket. Throws nothing but the refusal; the bridge keeps any failure of ours from the
 * application. Thread-safe.
 */
public final class Gate implements IntBinaryOperator {
    private final BridgePort bridge;
    private final Coverage coverage;
    private final Sites sites;
    private final WovenCalls wovenCalls;
    private final LedgerWriter ledger;
    private final Cells cells;
    private final CallerFinder callers;
    private final Function<String, RuntimeException> refusal;
    private final CallListener listener;
    private volatile @Nullable SiteState[] states = new SiteState[64];

    /**
     * @param bridge what {@code LastcallBridge.instance()} returns
     * @param refusal makes the exception of a refused call
     */
    public Gate(
            Object bridge,
            Coverage coverage,
            Sites sites,
            WovenCalls wovenCalls,
            LedgerWriter ledger,
            Function<String, RuntimeException> refusal,
            CallListener listener) {
        this.bridge = new BridgePort(bridge);
        this.coverage = coverage;
        this.sites = sites;
        this.wovenCalls = wovenCalls;
        this.ledger = ledger;
        this.cells = new Cells(this.bridge, ledger);
        this.callers = new CallerFinder(new FrameSorter(bridge.getClass(), Gate.class.getClassLoader()));
        this.refusal = refusal;
        this.listener = listener;
    }

    /**
     * From now on woven code reaches this gate.
     *
     * @param refusalType the class of what {@code refusal} makes
     */
    public void open(Class<?> refusalType) {
        bridge.connect(
                this, refusalType, ledger.clock().buffer(), ledger.clock().offset());
    }

    /** The last failure of the gate that the bridge has kept from the application, once; null if there was none. */
    public @Nullable Throwable takeFault() {
        return bridge.takeFault();
    }

    /**
     * @param site number of the site whose call is announced; 0: a guard has no ticket
     * @param target number of the target; 0 with site 0: only the thread is made ready
     */
    @Override
    public int applyAsInt(int site, int target) {
        long[] holder = cells.prepareThread();
        if (site != 0) {
            count(site);
            ticket(target);
        } else if (target != 0) {
            holder[BridgePort.TICKET] = 0;
            enteredWithoutTicket(target);
        }
        return 0;
    }

    private void ticket(int target) {
        long[] holder = bridge.holder();
        if (holder != null) {
            holder[BridgePort.TICKET] = target;
        }
    }

    private void enteredWithoutTicket(int number) {
        Target target = sites.target(number);
        FoundCaller found = callers.find();
        if (found.direct() && isAnnounced(found, number)) {
            return;
        }
        List<Match> matches = coverage.method(target.className(), target.member(), target.descriptor());
        String method = Enclosing.method(found.method());
        String descriptor = method.equals(found.method()) ? found.descriptor() : "";
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            Standing standing = coverage.standing(match.rule(), found.className(), method, descriptor);
            if (standing.towards(match.role()) != Tally.EXEMPT) {
                count(sites.number(new Site(
                        match.rule().id(), match.role(), found.kind(), caller(found, method, descriptor), target)));
            }
        }
    }

    private boolean isAnnounced(FoundCaller found, int target) {
        Class<?> type = found.type();
        return type != null
                && wovenCalls.announces(
                        type.getClassLoader(),
                        found.className(),
                        found.method(),
                        found.descriptor(),
                        found.offset(),
                        target);
    }

    private static Caller caller(FoundCaller found, String method, String descriptor) {
        Class<?> type = found.type();
        if (type == null) {
            return new Caller(found.className(), method, descriptor, 0, "", "", "");
        }
        return new Caller(
                found.className(),
                method,
                descriptor,
                found.line(),
                found.source(),
                Origin.codeSource(type.getProtectionDomain()),
                Origin.loader(type.getClassLoader()));
    }

    /** Counts a call, tells the listener if it is due, and refuses it if it must be. */
    private void count(int number) {
        SiteState state = state(number);
        Decision decision = state.decision;
        long now = System.currentTimeMillis();
        cells.add(number, decision.counter(), now);
        if (decision.logged()) {
            long total = cells.total(number);
            for (long due = state.takeDue(total); due != 0; due = state.takeDue(total)) {
                listener.onCall(now, state.site, state.message, due, decision.refused(), decision.allowedBy());
            }
            if (!decision.refused()) {
                cells.permit(number, decision.counter(), state.untilDue(total) / cells.blocks());
            }
        } else {
            cells.permit(number, decision.counter(), -1);
        }
        if (decision.refused()) {
            throw refusal.apply(RefusalText.of(state.site, state.message));
        }
    }

    private SiteState state(int number) {
        @Nullable SiteState[] all = states;
        SiteState known = number < all.length ? all[number] : null;
        return known != null ? known : addState(number);
    }

    private synchronized SiteState addState(int number) {
        @Nullable SiteState[] all = states;
        SiteState known = number < all.length ? all[number] : null;
        if (known != null) {
            return known;
        }
        SiteState made = newState(sites.site(number));
        all = Arrays.copyOf(all, Math.max(all.length, Integer.highestOneBit(number) * 2));
        all[number] = made;
        states = all;
        return made;
    }

    private SiteState newState(Site site) {
        Match match = match(site);
        Rule rule = match.rule();
        Caller caller = site.caller();
        Standing standing = coverage.standing(rule, caller.className(), caller.method(), caller.descriptor());
        AllowEntry entry = Coverage.allowEntry(rule, caller.className(), caller.method());
        Decision decision =
                Decision.of(coverage.policy().effectiveMode(rule), site.role(), standing.towards(site.role()), entry);
        return new SiteState(site, match.message(), decision);
    }

    private Match match(Site site) {
        Target target = site.target();
        List<Match> matches = target.descriptor().startsWith("(")
                ? coverage.method(target.className(), target.member(), target.descriptor())
                : coverage.field(target.className(), target.member());
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).rule().id().equals(site.rule())) {
                return matches.get(i);
            }
        }
        throw new IllegalStateException("no rule " + site.rule() + " lists " + target.asReference());
    }
}
