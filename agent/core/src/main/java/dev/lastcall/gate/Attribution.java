package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode.Announced;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose call it is that reaches a guard without a ticket: one that was announced and is on its way, or one of the caller that
 * the stack shows. Thread-safe.
 */
final class Attribution {
    private final Sites sites;
    private final SiteStates states;
    private final WovenCalls wovenCalls;
    private final Cells cells;
    private final CallerFinder callers;
    private final CallCounter counter;
    private final UnannouncedSites named;
    private final GuardTrust trust;
    private final OtherAgents agents;
    private final Hints hints;
    private final PendingByThread pending = new PendingByThread();
    /** By target: whether an override of it has begun that generated code made. Replaced as a whole. */
    private volatile boolean[] intercepted = new boolean[0];

    /** @param agents tells the classes of other agents apart */
    Attribution(
            Sites sites,
            SiteStates states,
            WovenCalls wovenCalls,
            Cells cells,
            CallerFinder callers,
            CallCounter counter,
            UnannouncedSites named,
            GuardTrust trust,
            OtherAgents agents,
            Hints hints) {
        this.sites = sites;
        this.states = states;
        this.wovenCalls = wovenCalls;
        this.cells = cells;
        this.callers = callers;
        this.counter = counter;
        this.named = named;
        this.trust = trust;
        this.agents = agents;
        this.hints = hints;
    }

    /** A site that is not trusted has announced a call on the current thread. */
    void announced(int site) {
        pending.ofThread().push(site);
    }

    /**
     * A guard of that target has no ticket. To be started by {@code walk.walker().walk(walk)} and ended by
     * {@link #enteredWithoutTicket}: one frame less to walk over than if the walk was done here.
     */
    Walk walk(int target, ActivePolicy now) {
        return callers.walk(target, now.stamp() + trust.doubts());
    }

    /**
     * A guard had no ticket, and that walk has looked for the caller: counts the call if it was not announced.
     *
     * @param receiver that of an instance method; null: it is none, or a constructor
     */
    void enteredWithoutTicket(int number, ActivePolicy now, Walk walk, @Nullable Object receiver) {
        Announced byPassedOver = walk.announcedByPassedOver();
        if (byPassedOver != null && sites.mayEnter(byPassedOver.target(), number)) {
            if (!isOfGenerated(byPassedOver)) {
                arrived(byPassedOver, isFirst(walk.guard()));
            }
            return;
        }
        if (walk.isCalledByHiddenGenerated() && isPendingOfGenerated(number)) {
            return;
        }
        KnownCaller known = walk.known();
        if (known == null) {
            enteredByUnknown(number, now, walk, receiver);
        } else if (!isPassedOn(number)
                && (known.certain() || !isPending(known.className(), known.line(), number, false))) {
            countKnown(known, number, walk, receiver);
        }
    }

    /** Whether generated code has announced that: it leaves no ticket, and who called it counts. */
    private boolean isOfGenerated(Announced announced) {
        return !announced.sites().isEmpty()
                && sites.site(announced.sites().get(0)).caller().isPasserBy();
    }

    private void countKnown(KnownCaller known, int number, Walk walk, @Nullable Object receiver) {
        StackFrame caller = receiver == null ? null : dispatcher(walk, known.kind(), number);
        if (receiver != null && caller != null && known.hint() != 0) {
            hints.count(known.hint(), receiver.getClass(), number, known.sites(), known.stamp());
            return;
        }
        if (caller != null) {
            hints.seen(known, caller, number);
        }
        counter.countAt(known.sites());
    }

    /**
     * The caller's frame if its instruction has chosen the body by the receiver's class, so that it always will; else null. A
     * platform thread alone leaves tickets that nobody else replaces.
     */
    private @Nullable StackFrame dispatcher(Walk walk, Kind kind, int number) {
        boolean chosen = kind == Kind.VIRTUAL && !isIntercepted(number) && !Cells.isVirtual(Thread.currentThread());
        return chosen ? walk.adjacent() : null;
    }

    /**
     * The code that called the generated code makes the call. No ticket: the guard sees what code called it, unless that is of a
     * hidden class. If the generated code is not another agent's, an agent that calls it only passes something on.
     */
    void announcedByGenerated(int announced, Site site) {
        ActivePolicy now = states.activePolicy();
        Target target = site.target();
        int number = sites.number(target);
        Walk walk = callers.walkPastGenerated(number, now.stamp() + trust.doubts());
        walk.walker().walk(walk);
        KnownCaller known = walk.known();
        if (isPassedOn(number)) {
            // counted where it was announced
        } else if (known != null) {
            counter.countAt(known.sites());
        } else {
            countCallerOfGenerated(announced, site, number, target, now, walk);
        }
        if (walk.isCalledByHiddenGenerated() && target.descriptor().startsWith("(")) {
            pending.ofThread().push(announced);
        }
    }

    private void countCallerOfGenerated(
            int announced, Site site, int number, Target target, ActivePolicy now, Walk walk) {
        boolean ofAgent = sites.isOfAgent(announced);
        boolean calledByAgent = named.isOfAgent(walk.found());
        boolean passedOn = calledByAgent && !ofAgent;
        FoundCaller found = passedOn ? callers.walkBehind(agents).found() : walk.found();
        Caller caller = named.caller(found);
        boolean field = !target.descriptor().startsWith("(");
        Kind kind = field && found.kind() == Kind.VIRTUAL ? site.kind() : named.kind(found, target, number);
        List<Match> matches = now.matcher().member(target.className(), target.member(), target.descriptor());
        int[] counted = field && caller.className().equals(target.className())
                ? new int[0]
                : named.sitesOf(now, kind, caller, calledByAgent && ofAgent, target, matches);
        named.takeNoteOfMaker(found, caller, kind, target, counted);
        if (!passedOn) {
            walk.remember(counted, true);
        }
        counter.countAt(counted);
    }

    /**
     * Whether the call of a target was announced where it was made, came to an override that generated code made, and is
     * passed on by it now: to the overridden body, or to the instance behind a proxy, perhaps through more such overrides. The
     * first such call that they make is that one; others are calls of their own.
     */
    private boolean isPassedOn(int number) {
        if (!isIntercepted(number)) {
            return false;
        }
        PendingAnnouncements begun = pending.known();
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
            pending.forget(by.sites().get(0));
        }
        return true;
    }

    private void enteredByUnknown(int number, ActivePolicy now, Walk walk, @Nullable Object receiver) {
        Target target = sites.target(number);
        FoundCaller found = walk.found();
        Announced announced = found.direct() ? announced(found) : null;
        boolean first = isFirst(walk.guard());
        if (first) {
            trust.reaches(number);
        }
        if (announced != null && sites.mayEnter(announced.target(), number)) {
            if (first) {
                trust.reaches(announced.target());
            }
            arrived(announced, first);
            return;
        }
        int hint = found.direct() && announced == null ? hintAt(found) : 0;
        boolean certain = !found.direct() || announced != null || hint != 0 || announcesNothing(found);
        if (!certain && isPending(found.className(), found.line(), number, first)) {
            return;
        }
        if (isPassedOn(number) || (!first && goesOn(walk.guard(), number))) {
            return;
        }
        Kind kind = named.kind(found, target, number);
        List<Match> matches = now.matcher().method(target.className(), target.member(), target.descriptor());
        boolean ofAgent = named.isOfAgent(found);
        if (ofAgent && kind == Kind.VIRTUAL) {
            countPassedOn(now, number, target, matches);
            return;
        }
        if (isCallback(walk, number, target)) {
            // not remembered: more may become known of who makes such instances
            counter.countAt(named.sitesOfCallback(now, kind, found, walk.hasApplication(), target, matches));
            return;
        }
        Caller caller = named.caller(found);
        int[] counted = named.sitesOf(now, kind, caller, ofAgent, target, matches, walk.isSwallowed());
        named.takeNoteOfMaker(found, caller, kind, target, counted);
        if (announced == null && first) {
            walk.remember(counted, certain, hint);
        }
        StackFrame dispatcher = receiver != null && first ? dispatcher(walk, kind, number) : null;
        if (receiver != null && dispatcher != null && hint != 0) {
            hints.count(hint, receiver.getClass(), number, counted, walk.stamp());
            return;
        }
        KnownCaller noted = walk.noted();
        if (dispatcher != null && noted != null) {
            hints.seen(noted, dispatcher, number);
        }
        counter.countAt(counted);
    }

    /**
     * Another agent calls through a type that is not listed: it passes on what somebody else has begun, as a wrapper of
     * tasks does. So the caller is the nearest frame that is not the agent's, or the code that handed over what runs.
     */
    private void countPassedOn(ActivePolicy now, int number, Target target, List<Match> matches) {
        Walk walk = callers.walkBehind(agents);
        FoundCaller found = walk.found();
        Kind kind = named.kind(found, target, number);
        counter.countAt(
                isCallback(walk, number, target)
                        ? named.sitesOfCallback(now, kind, found, walk.hasApplication(), target, matches)
                        : named.sitesOf(now, kind, named.caller(found), false, target, matches));
    }

    private boolean isCallback(Walk walk, int number, Target target) {
        return walk.isHandedOver() && !target.member().equals("<init>") && !sites.isStatic(number);
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
            arrived(numbers.get(i), states.state(numbers.get(i)), first, true);
        }
        if (!numbers.isEmpty()) {
            pending.forget(numbers.get(0));
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
            SiteState state = states.state(number);
            underWay |= pending.forget(number) || !(state.isWatched() || state.isTrusted());
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

    private boolean isPending(String className, int line, int target, boolean first) {
        PendingAnnouncements announced = pending.known();
        if (announced == null) {
            return false;
        }
        boolean any = false;
        for (int i = announced.size() - 1; i >= 0; i--) {
            int number = announced.site(i);
            SiteState state = number < 0 ? null : states.state(number);
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
        PendingAnnouncements announced = pending.known();
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

    /** An override of that target begins that generated code made. */
    void intercepted(int target) {
        if (!isIntercepted(target)) {
            setIntercepted(target);
        }
        pending.ofThread().pushOverride(target);
    }

    private boolean isIntercepted(int target) {
        boolean[] known = intercepted;
        return target < known.length && known[target];
    }

    private synchronized void setIntercepted(int target) {
        hints.neverAnnounce(target); // before anyone goes on who has seen that it is set
        boolean[] known = intercepted;
        boolean[] all = Arrays.copyOf(known, Math.max(known.length, target + 1));
        all[target] = true;
        intercepted = all;
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

    /** The number of the hint before the instruction at which the caller is; 0: there is none. */
    private int hintAt(FoundCaller found) {
        Class<?> type = found.type();
        return type == null || type.isHidden()
                ? 0
                : wovenCalls.hintAt(
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
}
