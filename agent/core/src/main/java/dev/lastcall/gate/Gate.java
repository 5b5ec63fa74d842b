package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.ActivePolicy.SiteRuling;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.Origin;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.ReflectiveSites;
import dev.lastcall.site.ReflectiveSites.ReflectiveSite;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Sites.Maker;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenCode.Announced;
import dev.lastcall.site.WovenCode.Guard;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the bridge can't decide alone: the first call of a site on a thread, calls to be logged or refused, and calls
 * that reach a guard without a ticket. Throws nothing but the refusal; the bridge keeps any failure of ours from the
 * application. Thread-safe.
 */
public final class Gate implements IntBinaryOperator, ObjIntConsumer<Object>, WovenCalls.Listener {
    private static final String BRIDGE = "java/lang/LastcallBridge";
    private static final long ONE_DOUBT = 1L << 44;
    /** In place of a site: an override that generated code made begins. */
    private static final int OVERRIDE = -2;

    private final BridgePort bridge;
    private final Sites sites;
    private final ReflectiveSites reflectiveSites;
    private final WovenCalls wovenCalls;
    private final Cells cells;
    private final FrameSorter sorter;
    private final CallerFinder callers;
    private final Function<String, RuntimeException> refusal;
    private final CallListener listener;
    private final OtherAgents agents;

    @SuppressWarnings("ThreadLocalUsage") // there is one gate in a process, and a new one for each test
    private final ThreadLocal<PendingAnnouncements> pending = new ThreadLocal<>();

    private final PendingVirtualCalls pendingOfVirtual = new PendingVirtualCalls();
    private final IntPredicate letThrough = new LetThrough();
    private volatile @Nullable SiteState[] states = new SiteState[64];
    /** By target: whether its guard is known to be the first to run in its body. Replaced as a whole when it must grow. */
    private boolean[] reached = new boolean[64];
    /** By target: whether an override of it has begun that generated code made. Replaced as a whole. */
    private volatile boolean[] intercepted = new boolean[0];
    /** By target: whether another agent may end its calls before the ticket is taken, where no guard can tell. */
    private final BitSet doubted = new BitSet();
    /** Goes up when callers that are known must be looked at again; leaves room for the stamp of a regime. */
    private volatile long doubts;

    private volatile ActivePolicy activePolicy;

    /**
     * @param bridge what {@code LastcallBridge.instance()} returns
     * @param today the day, for allow entries that expire; null if none does
     * @param refusal makes the exception of a refused call
     */
    public Gate(
            Object bridge,
            PolicyMatcher matcher,
            @Nullable LocalDate today,
            Sites sites,
            ReflectiveSites reflectiveSites,
            WovenCalls wovenCalls,
            LedgerWriter ledger,
            Function<String, RuntimeException> refusal,
            CallListener listener) {
        this(bridge, matcher, today, sites, reflectiveSites, wovenCalls, ledger, OtherAgents.NONE, refusal, listener);
    }

    /** @param agents tells the classes of other agents apart */
    public Gate(
            Object bridge,
            PolicyMatcher matcher,
            @Nullable LocalDate today,
            Sites sites,
            ReflectiveSites reflectiveSites,
            WovenCalls wovenCalls,
            LedgerWriter ledger,
            OtherAgents agents,
            Function<String, RuntimeException> refusal,
            CallListener listener) {
        this.agents = agents;
        this.bridge = new BridgePort(bridge);
        this.activePolicy = new ActivePolicy(1, matcher, today, null);
        this.sites = sites;
        this.reflectiveSites = reflectiveSites;
        this.wovenCalls = wovenCalls;
        this.cells = new Cells(this.bridge, ledger);
        this.sorter = new FrameSorter(bridge.getClass(), Gate.class.getClassLoader());
        this.callers = new CallerFinder(sorter, wovenCalls, this.bridge);
        this.refusal = refusal;
        this.listener = listener;
    }

    /** Refuses those call sites from the start; to be called before {@link #open}. */
    public void refuse(RefusedSites sites) {
        ActivePolicy first = activePolicy;
        activePolicy = new ActivePolicy(first.number(), first.matcher(), first.today(), sites);
    }

    /**
     * From now on woven code reaches this gate.
     *
     * @param refusalType the class of what {@code refusal} makes
     */
    public void open(Class<?> refusalType) {
        bridge.tick(System.currentTimeMillis());
        bridge.reached(reached);
        bridge.connect(this, this, refusalType);
        wovenCalls.tell(this);
    }

    /**
     * The current thread begins work for the agent: what it calls until {@link #endWork} is not counted, logged or refused.
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
        activePolicy = new ActivePolicy(activePolicy.number() + 1, matcher, today, activePolicy.refused());
        cells.forbidAll();
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

    /** Someone has cut the ledger's file, and it is whole again: threads get new cells for those that they have lost. */
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

    /** The last failure of the gate that the bridge has kept from the application, once; null if there was none. */
    public @Nullable Throwable takeFault() {
        return bridge.takeFault();
    }

    /**
     * An announcement or a guard that the hot path leaves to this class.
     *
     * @param site number of the site whose call is announced; 0: a guard has no ticket; -1: the ledger's file was cut under
     *     the cells; -2: an override of the target begins that generated code made
     * @param asked number of the target, its complement if all that the agent may do is allowed already; 0 with site 0: only
     *     the thread is made ready
     * @return the ticket that the bridge is to leave; 0: none
     */
    @Override
    public int applyAsInt(int site, int asked) {
        if (site == OVERRIDE) {
            isIntercepted(asked);
            pendingOfThread().pushOverride(asked);
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
            ActivePolicy now = activePolicy;
            Walk walk = callers.walk(target, now.stamp() + doubts);
            walk.walker().walk(walk);
            enteredWithoutTicket(target, now, walk);
        }
        return 0;
    }

    private int announced(int site, int target) {
        SiteState state = state(site);
        if (state.site.caller().isPasserBy()) {
            announcedByGenerated(site, state.site);
            return 0;
        }
        count(site, state, target == 0 || !state.isOnTrial());
        if (state.isTrusted()) {
            return target;
        }
        if (target != 0) {
            pendingOfThread().push(site);
        }
        return 0;
    }

    /**
     * Whoever called the generated code makes the call. No ticket: the guard sees what code called it, unless that is of a
     * hidden class. If the generated code is not another agent's, an agent that calls it only passes something on.
     */
    private void announcedByGenerated(int announced, Site site) {
        ActivePolicy now = activePolicy;
        Target target = site.target();
        int number = sites.number(target);
        Walk walk = callers.walkPastGenerated(number, now.stamp() + doubts);
        walk.walker().walk(walk);
        KnownCaller known = walk.known();
        if (isPassedOn(number)) {
            // counted where it was announced
        } else if (known != null) {
            countAt(known.sites());
        } else {
            countCallerOfGenerated(announced, site, number, target, now, walk);
        }
        if (walk.isCalledByHiddenGenerated() && target.descriptor().startsWith("(")) {
            pendingOfThread().push(announced);
        }
    }

    private void countCallerOfGenerated(
            int announced, Site site, int number, Target target, ActivePolicy now, Walk walk) {
        boolean ofAgent = sites.isOfAgent(announced);
        boolean calledByAgent = isOfAgent(walk.found());
        boolean passedOn = calledByAgent && !ofAgent;
        FoundCaller found = passedOn ? callers.walkBehind(agents).found() : walk.found();
        Caller caller = caller(found);
        boolean field = !target.descriptor().startsWith("(");
        Kind kind = field && found.kind() == Kind.VIRTUAL ? site.kind() : kind(found, target, number);
        List<Match> matches = now.matcher().member(target.className(), target.member(), target.descriptor());
        int[] counted = field && caller.className().equals(target.className())
                ? new int[0]
                : sitesOf(now, kind, caller, calledByAgent && ofAgent, target, matches);
        takeNoteOfMaker(found, caller, kind, target, counted);
        if (!passedOn) {
            walk.remember(counted, true);
        }
        countAt(counted);
    }

    private PendingAnnouncements pendingOfThread() {
        Thread thread = Thread.currentThread();
        if (Cells.isVirtual(thread)) {
            return pendingOfVirtual.of(thread);
        }
        PendingAnnouncements known = pending.get();
        if (known == null) {
            known = new PendingAnnouncements();
            pending.set(known);
        }
        return known;
    }

    private @Nullable PendingAnnouncements knownPending() {
        Thread thread = Thread.currentThread();
        return Cells.isVirtual(thread) ? pendingOfVirtual.known(thread) : pending.get();
    }

    private void enteredWithoutTicket(int number, ActivePolicy now, Walk walk) {
        Announced byGenerated = walk.announcedByGenerated();
        if (byGenerated != null && sites.mayEnter(byGenerated.target(), number)) {
            return;
        }
        if (walk.isCalledByHiddenGenerated() && isPendingOfGenerated(number)) {
            return;
        }
        KnownCaller known = walk.known();
        if (known == null) {
            enteredByUnknown(number, now, walk);
        } else if (!isPassedOn(number)
                && (known.certain() || !isPending(known.className(), known.line(), number, false))) {
            countAt(known.sites());
        }
    }

    /**
     * Whether the call of a target was announced where it was made, came to an override that generated code made, and is
     * passed on by it now: to the overridden body, or to the instance behind a proxy, perhaps through more such overrides. The
     * first such call that they make is that one; others are calls of their own.
     */
    private boolean isPassedOn(int number) {
        boolean[] known = intercepted;
        if (number >= known.length || !known[number]) {
            return false;
        }
        PendingAnnouncements begun = knownPending();
        int at = begun == null ? -1 : begun.override(number);
        if (at < 0
                && !Cells.isVirtual(
                        Thread.currentThread())) { // of those one that shares its place may have replaced it
            return false;
        }
        @Nullable Announced[] announced = {null};
        int overrides = callers.overridesUpToAnnounced(sites.target(number), announced);
        Announced by = announced[0];
        boolean same = by != null && sites.mayEnter(by.target(), number);
        for (int i = same ? overrides : 1; begun != null && i > 0 && at >= 0; i--) {
            begun.remove(at);
            at = begun.override(number);
        }
        if (by == null || !same) {
            return false;
        }
        if (!by.sites().isEmpty()) {
            forget(by.sites().get(0));
        }
        return true;
    }

    private void enteredByUnknown(int number, ActivePolicy now, Walk walk) {
        Target target = sites.target(number);
        FoundCaller found = walk.found();
        Announced announced = found.direct() ? announced(found) : null;
        boolean first = isFirst(walk.guard());
        if (first) {
            reaches(number);
        }
        if (announced != null && sites.mayEnter(announced.target(), number)) {
            if (first) {
                reaches(announced.target());
            }
            arrived(announced, first);
            return;
        }
        boolean certain = !found.direct() || announced != null || announcesNothing(found);
        if (!certain && isPending(found.className(), found.line(), number, first)) {
            return;
        }
        if (isPassedOn(number) || (!first && goesOn(walk.guard(), number))) {
            return;
        }
        Kind kind = kind(found, target, number);
        List<Match> matches = now.matcher().method(target.className(), target.member(), target.descriptor());
        boolean ofAgent = isOfAgent(found);
        if (ofAgent && kind == Kind.VIRTUAL) {
            countPassedOn(now, number, target, matches);
            return;
        }
        if (isCallback(walk, number, target)) {
            // not remembered: more may become known of who makes such instances
            countAt(sitesOfCallback(now, kind, found, walk.hasApplication(), target, matches));
            return;
        }
        Caller caller = caller(found);
        int[] counted = sitesOf(now, kind, caller, ofAgent, target, matches, walk.isSwallowed());
        takeNoteOfMaker(found, caller, kind, target, counted);
        if (announced == null && first) {
            walk.remember(counted, certain);
        }
        countAt(counted);
    }

    /**
     * Another agent calls through a type that is not listed: it passes on what somebody else has begun, as a wrapper of
     * tasks does. So the caller is the nearest frame that is not the agent's, or whoever handed over what runs.
     */
    private void countPassedOn(ActivePolicy now, int number, Target target, List<Match> matches) {
        Walk walk = callers.walkBehind(agents);
        FoundCaller found = walk.found();
        Kind kind = kind(found, target, number);
        countAt(
                isCallback(walk, number, target)
                        ? sitesOfCallback(now, kind, found, walk.hasApplication(), target, matches)
                        : sitesOf(now, kind, caller(found), false, target, matches));
    }

    private boolean isCallback(Walk walk, int number, Target target) {
        return walk.isHandedOver() && !target.member().equals("<init>") && !sites.isStatic(number);
    }

    private boolean isOfAgent(FoundCaller found) {
        Class<?> type = found.type();
        return type != null && !FrameSorter.isOfJdk(type) && agents.made(type);
    }

    /** An instance made by code that has not announced it: what runs it later as a callback has that behind it. */
    private void takeNoteOfMaker(FoundCaller found, Caller caller, Kind kind, Target target, int[] counted) {
        Class<?> type = found.type();
        if (!target.member().equals("<init>") || type == null || FrameSorter.isOfJdk(type)) {
            return;
        }
        List<Integer> numbers = new ArrayList<>(counted.length);
        for (int number : counted) {
            numbers.add(number);
        }
        sites.makes(new Maker(caller, kind, numbers), target.className());
    }

    /** As {@link #sitesOf}, for what was handed to the JDK or a runtime: whoever made the instance is behind it. */
    private int[] sitesOfCallback(
            ActivePolicy now,
            Kind kind,
            FoundCaller found,
            boolean hasApplication,
            Target target,
            List<Match> matches) {
        int[] numbers = new int[matches.size()];
        int size = 0;
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            Callback behind = Callback.of(target.className(), match, now, sites, letThrough);
            Caller maker = hasApplication ? null : behind.caller();
            Caller caller = maker == null ? caller(found) : maker;
            if (!behind.own() && now.tally(match, caller) != CountedAs.EXEMPT) {
                Kind how = maker == null ? kind : Kind.VIRTUAL;
                boolean ofAgent = maker == null ? isOfAgent(found) : behind.ofAgent();
                numbers[size++] = number(new Site(match.rule().id(), match.role(), how, caller, target), ofAgent);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    /** Whether a call from a site was made and not refused; a class, since no lambda may be made here. */
    private final class LetThrough implements IntPredicate {
        @Override
        public boolean test(int number) {
            return state(number).hasLetThrough();
        }
    }

    /** A direct call that was not announced went through a type that is not listed, unless there is no such way. */
    private Kind kind(FoundCaller found, Target target, int number) {
        if (found.kind() != Kind.VIRTUAL) {
            return found.kind();
        }
        if (target.member().equals("<init>")) {
            return found.direct() && found.method().equals("<init>") ? Kind.SUPER : Kind.NEW;
        }
        return sites.isStatic(number) ? Kind.CALL : Kind.VIRTUAL;
    }

    /** The numbers of the sites at which a call counts that nobody has announced. */
    private int[] sitesOf(
            ActivePolicy now, Kind kind, Caller caller, boolean ofAgent, Target target, List<Match> matches) {
        return sitesOf(now, kind, caller, ofAgent, target, matches, false);
    }

    /** @param swallowing whether the JDK takes a refusal for an answer there */
    private int[] sitesOf(
            ActivePolicy now,
            Kind kind,
            Caller caller,
            boolean ofAgent,
            Target target,
            List<Match> matches,
            boolean swallowing) {
        int[] numbers = new int[matches.size()];
        int size = 0;
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            if (now.tally(match, caller) != CountedAs.EXEMPT) {
                numbers[size++] =
                        number(new Site(match.rule().id(), match.role(), kind, caller, target, swallowing), ofAgent);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    private int number(Site site, boolean ofAgent) {
        return ofAgent ? sites.numberOfAgents(site) : sites.number(site);
    }

    private void countAt(int[] numbers) {
        for (int number : numbers) {
            count(number, state(number), false);
        }
    }

    /**
     * Whether the guard in that frame is what ran first there. Another agent that comes after this one may have put
     * something before it, which may end a call that a ticket was left for.
     */
    private boolean isFirst(@Nullable StackFrame guard) {
        return guard != null
                && wovenCalls.isFirst(
                        guard.getDeclaringClass().getClassLoader(),
                        guard.getClassName(),
                        guard.getMethodName(),
                        guard.getDescriptor(),
                        guard.getByteCodeIndex());
    }

    /** A call was announced by the very instruction, and has reached the guard. */
    private void arrived(Announced announced, boolean first) {
        List<Integer> numbers = announced.sites();
        for (int i = 0; i < numbers.size(); i++) {
            arrived(numbers.get(i), state(numbers.get(i)), first, true);
        }
        if (!numbers.isEmpty()) {
            forget(numbers.get(0));
        }
    }

    /**
     * Whether it is an announced call that goes on here: what another agent has put before the guard has called the body
     * again, as a spy does. Then the same body is on the stack once more, at what stands before its guard.
     */
    private boolean goesOn(@Nullable StackFrame guard, int target) {
        FoundCaller outer = guard == null ? null : callers.callerOfOuter(guard);
        Announced announced = outer == null ? null : announced(outer);
        if (announced == null || !sites.mayEnter(announced.target(), target)) {
            return false;
        }
        boolean underWay = announced.sites().isEmpty();
        for (int i = 0; i < announced.sites().size(); i++) {
            int number = announced.sites().get(i);
            SiteState state = state(number);
            underWay |= forget(number) || !(state.isWatched() || state.isTrusted());
            arrived(number, state, false, true);
        }
        return underWay;
    }

    private void arrived(int number, SiteState state, boolean first, boolean certain) {
        state.arrived(first, certain);
        if (state.isTrusted()) {
            cells.admit(number);
        }
    }

    /** What was announced there, and after it, is no longer under way. Returns whether it was. */
    private boolean forget(int site) {
        PendingAnnouncements announced = knownPending();
        if (announced == null) {
            return false;
        }
        for (int i = announced.size() - 1; i >= 0; i--) {
            if (announced.site(i) == site) {
                announced.cut(i);
                return true;
            }
        }
        return false;
    }

    private boolean isPending(String className, int line, int target, boolean first) {
        PendingAnnouncements announced = knownPending();
        if (announced == null) {
            return false;
        }
        boolean any = false;
        for (int i = announced.size() - 1; i >= 0; i--) {
            int number = announced.site(i);
            SiteState state = number < 0 ? null : state(number);
            if (state != null && state.isAt(className, line) && sites.mayEnter(state.target(), target)) {
                arrived(number, state, first, false);
                announced.cut(i);
                any = true;
            }
        }
        return any;
    }

    /** Whether generated code has announced that call, and its caller is counted. */
    private boolean isPendingOfGenerated(int target) {
        PendingAnnouncements announced = knownPending();
        if (announced == null) {
            return false;
        }
        for (int i = announced.size() - 1; i >= 0; i--) {
            Site site = announced.site(i) < 0 ? null : sites.site(announced.site(i));
            if (site != null && site.caller().isPasserBy() && sites.mayEnter(sites.number(site.target()), target)) {
                announced.cut(i);
                return true;
            }
        }
        return false;
    }

    private void isIntercepted(int target) {
        boolean[] known = intercepted;
        if (target >= known.length || !known[target]) {
            setIntercepted(target);
        }
    }

    private synchronized void setIntercepted(int target) {
        boolean[] known = intercepted;
        boolean[] all = Arrays.copyOf(known, Math.max(known.length, target + 1));
        all[target] = true;
        intercepted = all;
    }

    /** A guard runs first in its body: calls that are never counted may leave a ticket for it. */
    private void reaches(int target) {
        boolean[] known = reached;
        if (target >= known.length || !known[target]) {
            setReached(target, true);
        }
    }

    private synchronized void setReached(int target, boolean certain) {
        if (certain && doubted.get(target)) {
            return;
        }
        boolean[] all = reached;
        if (target >= all.length) {
            all = Arrays.copyOf(all, Math.max(all.length * 2, target + 1));
            reached = all;
        }
        all[target] = certain;
        bridge.reached(all);
    }

    @Override
    public void exchanged(WovenCode code, boolean byOthers) {
        for (Guard guard : code.guards()) {
            doubt(guard.target(), false);
        }
        if (byOthers) {
            for (int overridden : code.overridden()) {
                doubt(overridden, true);
            }
        }
    }

    /** Other code may run before the guard of a target, or in place of what ends a ticket for it. */
    private synchronized void doubt(int target, boolean forGood) {
        doubts += ONE_DOUBT;
        if (forGood) {
            doubted.set(target);
        }
        for (int announced = 1; announced < reached.length; announced++) {
            if (reached[announced] && sites.mayEnter(announced, target)) {
                setReached(announced, false);
            }
        }
        @Nullable SiteState[] all = states;
        for (int number = 0; number < all.length; number++) {
            SiteState state = all[number];
            if (state != null && sites.mayEnter(state.target(), target)) {
                state.doubt(forGood);
                cells.forbidOnAllThreads(number);
            }
        }
    }

    /** What the instruction announces at which the caller is. */
    private @Nullable Announced announced(FoundCaller found) {
        Class<?> type = found.type();
        return type == null
                ? null
                : wovenCalls.at(
                        type.getClassLoader(),
                        type.getName(),
                        found.method(),
                        found.descriptor(),
                        found.offset(),
                        found.line());
    }

    /** Whether it is known that the caller has announced nothing there. */
    private boolean announcesNothing(FoundCaller found) {
        Class<?> type = found.type();
        return type != null
                && (!wovenCalls.mayAnnounce(type, found.line())
                        || wovenCalls.isUnannounced(
                                type.getClassLoader(),
                                type.getName(),
                                found.method(),
                                found.descriptor(),
                                found.offset(),
                                found.line()));
    }

    /** Core reflection or a look-up is about to reach what may be a listed member that has no body with a guard. */
    @Override
    public void accept(Object asked, int place) {
        Object what = asked;
        if (asked instanceof Privileged allowed) {
            what = allowed.used();
        } else if (Privileged.isNeeded()) {
            Privileged.accept(this, asked, place);
            return;
        }
        if (place == ReflectiveSites.HIDDEN_CLASS) {
            Object[] given = (Object[]) what;
            given[1] = listener.onHiddenClass(((MethodHandles.Lookup) given[0]).lookupClass(), (byte[]) given[1]);
            return;
        }
        ActivePolicy now = activePolicy;
        if (place == ReflectiveSites.UNKNOWN) {
            fieldUsed((Field) what, now);
            return;
        }
        ReflectiveSite from = reflectiveSites.place(place);
        if (what instanceof Object[] parts && parts.length == 1) {
            constantsNeeded((Class<?>) parts[0], from, reflectiveSites.isOfAgent(place), now);
            return;
        }
        if (what instanceof Field field && from.kind() == Kind.REFLECTION && isGuarded(field)) {
            return;
        }
        ReflectedMember member = ReflectedMember.of(what, now);
        if (member != null && !isOfGenerated(what)) {
            Caller caller = from.caller();
            boolean passedOver = caller.isPasserBy() || FrameSorter.isRuntime(caller.className());
            cells.prepareThread();
            FoundCaller found = passedOver ? callers.find() : null;
            boolean ofAgent = found == null ? reflectiveSites.isOfAgent(place) : isOfAgent(found);
            countAt(sitesOf(now, from.kind(), found == null ? caller : caller(found), ofAgent, member));
        }
    }

    /**
     * The JDK is about to ask an enum for its constants, by reflection. If that is refused there, the JDK drops the
     * exception: so it is refused here. If it isn't, it is counted there.
     */
    private void constantsNeeded(Class<?> type, ReflectiveSite from, boolean ofAgent, ActivePolicy now) {
        Target target = new Target(type.getName(), "values", "()[" + type.descriptorString());
        for (Match match : now.matcher().method(target.className(), target.member(), target.descriptor())) {
            if (now.matcher().policy().effectiveMode(match.rule()) == Mode.BLOCK) {
                cells.prepareThread();
                refuse(sitesOf(now, from.kind(), from.caller(), ofAgent, target, List.of(match)));
            }
        }
    }

    private void refuse(int[] numbers) {
        for (int number : numbers) {
            SiteState state = state(number);
            SiteRuling ruling = state.ruling(activePolicy);
            CallAction action = ruling.action();
            if (action != null && action.refused()) {
                throw refused(number, state, ruling, action);
            }
        }
    }

    /** An accessor of {@link Field} begins. */
    private void fieldUsed(Field field, ActivePolicy now) {
        if (!isGuarded(field) || !now.listed().get(field.getDeclaringClass())) {
            return;
        }
        ReflectedMember member = ReflectedMember.of(field, now);
        if (member == null || isOfGenerated(field)) {
            return;
        }
        cells.prepareThread();
        Walk walk = callers.walk(sites.number(member.target()), now.stamp());
        walk.walker().walk(walk);
        KnownCaller known = walk.known();
        if (known != null) {
            countAt(known.sites());
        } else if (!walk.isCalledByJdk()) {
            int[] counted = sitesOf(now, Kind.REFLECTION, caller(walk.found()), isOfAgent(walk.found()), member);
            walk.remember(counted, true);
            countAt(counted);
        }
    }

    /** Whether generated code made the class of a field, so that it is no target, though a glob names it. */
    private boolean isOfGenerated(Object what) {
        Class<?> type = null;
        if (what instanceof Field field) {
            type = field.getDeclaringClass();
        } else if (what instanceof Object[] lookUp) {
            type = (Class<?>) lookUp[0];
        }
        return type != null
                && wovenCalls
                        .surroundingsOf(type.getClassLoader(), FrameSorter.stableName(type.getName()))
                        .isGenerated();
    }

    /** Whether the guard in {@link Field} sees who uses that one; of the JDK's, those who use them are woven. */
    private static boolean isGuarded(Field field) {
        return !FrameSorter.isOfJdk(field.getDeclaringClass());
    }

    /** A class may do with its own fields what it likes. */
    private int[] sitesOf(ActivePolicy now, Kind kind, Caller caller, boolean ofAgent, ReflectedMember member) {
        if (caller.className().equals(member.target().className())) {
            return new int[0];
        }
        int[] numbers = sitesOf(now, kind, caller, ofAgent, member.target(), member.matches());
        ReflectedMember next = member.next();
        if (next == null) {
            return numbers;
        }
        int[] further = sitesOf(now, kind, caller, ofAgent, next);
        int[] all = Arrays.copyOf(numbers, numbers.length + further.length);
        System.arraycopy(further, 0, all, numbers.length, further.length);
        return all;
    }

    private Caller caller(FoundCaller found) {
        Class<?> type = found.type();
        String method = Enclosing.method(found.method());
        String descriptor = method.equals(found.method()) ? found.descriptor() : "";
        if (type == null) {
            return new Caller(found.className(), method, descriptor, found.line(), found.source(), "", "");
        }
        if (Enclosing.isNumbered(method)) {
            String owner = wovenCalls.ownerOfLambda(type, method, descriptor);
            int parameters = owner == null ? -1 : owner.indexOf('(');
            method = owner == null ? method : parameters < 0 ? owner : owner.substring(0, parameters);
            descriptor = owner == null ? descriptor : parameters < 0 ? "" : owner.substring(parameters);
        }
        boolean begun = bridge.beginWork(); // a loader may run code to tell its name
        try {
            return new Caller(
                    found.className(),
                    method,
                    descriptor,
                    found.line(),
                    found.source(),
                    Origin.codeSource(type.getProtectionDomain()),
                    Origin.loader(type.getClassLoader()),
                    wovenCalls
                            .surroundingsOf(type.getClassLoader(), found.className())
                            .nestedIn());
        } finally {
            if (begun) {
                bridge.endWork();
            }
        }
    }

    /**
     * Counts a call, tells the listener if it is due, and refuses it if it must be.
     *
     * @param permitted whether the hot path may count the next calls alone
     */
    private void count(int number, SiteState state, boolean permitted) {
        SiteRuling ruling = state.ruling(activePolicy);
        CallAction action = ruling.action();
        if (action == null) {
            countInstead(ruling);
            return;
        }
        if (action.refused()) {
            throw refused(number, state, ruling, action);
        }
        if (!state.hasLetThrough()) {
            state.letThrough();
        }
        long allowance = countAndLog(number, state, ruling, action);
        if (permitted) {
            boolean trusted = state.isTrusted();
            cells.permit(number, action.counter(), allowance, trusted);
            VarHandle.fullFence();
            if (activePolicy.number() != ruling.activePolicy() || trusted != state.isTrusted()) {
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
        long total = cells.certainTotal(number, Math.max(2, state.nextDue()));
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
        return state.untilDue(total) / cells.blocks();
    }

    private void takePath(int number, SiteState state, long call) {
        if (listener.wantsPath(number)) {
            listener.onPath(number, PathWalk.of(sorter, state.site.caller().className(), call));
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
            count(number, state(number), false);
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
        Site site = sites.site(number);
        SiteState made = new SiteState(site, sites.number(site.target()), activePolicy, sites.isOfAgent(number));
        if (doubted.get(made.target())) {
            made.doubt(true);
        }
        all = Arrays.copyOf(all, Math.max(all.length, Integer.highestOneBit(number) * 2));
        all[number] = made;
        states = all;
        return made;
    }
}
