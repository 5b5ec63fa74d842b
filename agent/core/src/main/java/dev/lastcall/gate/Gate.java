package dev.lastcall.gate;

import dev.lastcall.evidence.Site;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenProcess;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the bridge can't decide alone: the first call of a site on a thread, calls to be logged or refused, and
 * calls that reach a guard without a ticket. Throws nothing but the refusal; the bridge keeps any failure of ours from
 * the application. Thread-safe.
 */
public final class Gate implements IntBinaryOperator, ObjIntConsumer<@Nullable Object> {
    private static final String BRIDGE = "java/lang/LastcallBridge";
    /** In place of a site: an override that generated code made begins. */
    private static final int OVERRIDE = -2;

    private final BridgePort bridge;
    private final Sites sites;
    private final WovenCalls wovenCalls;
    private final Cells cells;
    private final SiteStates states;
    private final CallCounter counter;
    private final GuardTrust trust;
    private final Hints hints;
    private final Attribution attribution;
    private final ReflectiveUses uses;
    private final CallListener listener;

    /**
     * @param bridge what {@code LastcallBridge.instance()} returns
     * @param today the day, for allow entries that expire; null if none does
     * @param process what the weaver fills
     * @param refusal makes the exception of a refused call
     */
    public Gate(
            Object bridge,
            PolicyMatcher matcher,
            @Nullable LocalDate today,
            WovenProcess process,
            LedgerWriter ledger,
            Function<String, RuntimeException> refusal,
            CallListener listener) {
        this.bridge = new BridgePort(bridge);
        this.sites = process.sites();
        this.wovenCalls = process.wovenCalls();
        this.listener = listener;
        this.cells = new Cells(this.bridge, ledger);
        this.states = new SiteStates(sites, new ActivePolicy(1, matcher, today, null));
        this.trust = new GuardTrust(this.bridge, sites, states, cells);
        FrameSorter sorter = new FrameSorter(bridge.getClass(), Gate.class.getClassLoader());
        CallerFinder callers = new CallerFinder(sorter, wovenCalls, process.agents(), this.bridge);
        UnannouncedSites named = new UnannouncedSites(this.bridge, sites, states, wovenCalls, process.agents());
        this.counter = new CallCounter(this.bridge, sites, states, cells, sorter, refusal, listener);
        this.hints = new Hints(this.bridge, wovenCalls.hot(), states, cells, counter, trust, listener);
        this.attribution =
                new Attribution(states, callers, counter, named, trust, hints, new Arrivals(states, cells, named));
        this.uses = new ReflectiveUses(states, process.reflectiveSites(), cells, callers, counter, named, listener);
    }

    /** Refuses those call sites from the start; to be called before {@link #open}. */
    public void refuse(RefusedSites sites) {
        ActivePolicy first = states.activePolicy();
        states.apply(new ActivePolicy(first.number(), first.matcher(), first.today(), sites));
    }

    /**
     * From now on woven code reaches this gate.
     *
     * @param refusalType the class of what {@code refusal} makes
     */
    public void open(Class<?> refusalType) {
        bridge.tick(System.currentTimeMillis());
        trust.open();
        bridge.refusing(states.activePolicy().mayRefuse());
        bridge.connect(this, uses, refusalType, this);
        wovenCalls.tell(trust);
    }

    /** Takes what is used through core reflection or looked up. */
    public ObjIntConsumer<Object> uses() {
        return uses;
    }

    /**
     * The current thread begins work for the agent: what it calls until {@link #endWork} is not counted, logged or
     * refused.
     *
     * @return whether it did no such work already; else the end of that is the end of this
     */
    public boolean beginWork() {
        return bridge.beginWork();
    }

    /** The current thread's work for the agent is done. */
    public void endWork() {
        bridge.endWork();
    }

    /**
     * The classes that a loader has defined so far, which the JVM adds to under the collection's lock.
     *
     * @return null if this JVM doesn't say
     */
    public @Nullable Collection<Class<?>> definedBy(ClassLoader loader) {
        return bridge.definedBy(loader);
    }

    /** Sets the coarse clock by which the hot path says when a site was last called. */
    public void tick(long nowMillis) {
        bridge.tick(nowMillis);
    }

    /**
     * From now on that policy is in force. A call that is under way is under the old one or the new one, never under
     * none. To be called by one thread at a time.
     *
     * @param today the day, for allow entries that expire; null if none does
     */
    public void apply(PolicyMatcher matcher, @Nullable LocalDate today) {
        ActivePolicy before = states.activePolicy();
        ActivePolicy next = new ActivePolicy(before.number() + 1, matcher, today, before.refused());
        states.apply(next);
        bridge.refusing(next.mayRefuse());
        cells.forbidAll();
        hints.forget(); // also those that count nothing
    }

    /**
     * How often each site was called so far, by thread.
     *
     * @throws IllegalStateException if someone is cutting the ledger's file again and again
     */
    public CallsByThread callsByThread() {
        return cells.byThread();
    }

    /** The site of that number; null if there is none, or it stands for no evidence. */
    public @Nullable Site siteForEvidence(int number) {
        Site site = sites.siteOrNull(number);
        return site == null || site.caller().isPasserBy() || sites.isOfAgent(number) ? null : site;
    }

    /**
     * Someone has cut the ledger's file, and it is whole again: threads get new cells for those that they have lost.
     */
    public void replaceCutOffCells() {
        cells.replaceCutOff();
    }

    /** Has that run when the shutdown hooks of the application have. Returns whether the JVM allows it. */
    public boolean runAfterHooks(Runnable last) {
        return bridge.runAfterHooks(last);
    }

    /**
     * Whether a class, as it is now, has the guards of that generation, as far as its constants tell.
     *
     * @param generation how often the class was woven before
     */
    public boolean hasGuards(Class<?> type, int generation) {
        return bridge.holds(type, generation == 0 ? BRIDGE : (Object) WovenCode.mark(generation));
    }

    /** As {@link #hasGuards}, of a class that is woven in one way only. */
    public boolean hasGuard(Class<?> type) {
        return hasGuards(type, 0);
    }

    /** Whether calls at one of those sites, by their numbers, are findings by the policy in force. */
    public boolean hasFinding(Set<Integer> numbers) {
        ActivePolicy policy = states.activePolicy();
        for (int number : numbers) {
            Site site = sites.site(number);
            CallAction action = policy.ruling(site, sites.isOfAgent(number)).action();
            if (action != null && action.isFinding(site.role())) {
                return true;
            }
        }
        return false;
    }

    /** The last failure of the gate that the bridge has kept from the application, once; null if there was none. */
    public @Nullable Throwable takeFault() {
        return bridge.takeFault();
    }

    /**
     * An announcement or a guard that the hot path leaves to this class.
     *
     * @param site number of the site whose call is announced; 0: a guard has no ticket; -1: the ledger's file was cut
     *     under the cells; -2: an override of the target begins that generated code made
     * @param asked number of the target, its complement if all that the agent may do is allowed already; 0 with site 0:
     *     only the thread is made ready
     * @return the ticket that the bridge is to leave; 0: none
     */
    @Override
    public int applyAsInt(int site, int asked) {
        if (site == OVERRIDE) {
            attribution.intercepted(asked);
            return 0;
        }
        int target = asked;
        if (asked < 0) {
            target = ~asked; // by Privileged: not one frame more to walk over
        } else if (Privileged.isNeeded()) {
            return Privileged.apply(this, site, asked);
        }
        if (site < 0) {
            listener.onCutLedger();
            return 0;
        }
        cells.prepareThread();
        if (site != 0) {
            return announced(site, target);
        }
        if (target != 0) {
            ActivePolicy now = states.activePolicy();
            Walk walk = attribution.walk(target, now);
            walk.walker().walk(walk);
            attribution.enteredWithoutTicket(target, now, walk, null);
        }
        return 0;
    }

    /**
     * A guard has no ticket.
     *
     * @param receiver the instance; null: the body is that of a static method or a constructor
     * @param asked number of the target, its complement if all that the agent may do is allowed already
     */
    @Override
    public void accept(@Nullable Object receiver, int asked) {
        int target = asked;
        if (asked < 0) {
            target = ~asked; // as above
        } else if (Privileged.isNeeded()) {
            Privileged.entered(this, receiver, asked);
            return;
        }
        cells.prepareThread();
        ActivePolicy now = states.activePolicy();
        Walk walk = attribution.walk(target, now);
        walk.walker().walk(walk);
        attribution.enteredWithoutTicket(target, now, walk, receiver);
    }

    private int announced(int site, int target) {
        SiteState state = states.state(site);
        if (state.site.caller().isPasserBy()) {
            attribution.announcedByGenerated(site, state.site);
            return 0;
        }
        counter.count(site, state, target == 0 || !state.isOnTrial());
        if (state.isTrusted()) {
            return target;
        }
        if (target != 0) {
            attribution.announced(site);
        }
        return 0;
    }
}
