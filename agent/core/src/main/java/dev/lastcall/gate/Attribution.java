package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.gate.KnownCallers.Counted;
import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCode.Announced;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose call it is that reaches a guard without a ticket: one that was announced and is on its way, or one of the
 * caller that the stack shows. Thread-safe.
 */
final class Attribution {
    private final Sites sites;
    private final SiteStates states;
    private final CallerFinder callers;
    private final WovenFrames woven;
    private final CallCounter counter;
    private final UnannouncedSites named;
    private final GuardTrust trust;
    private final Hints hints;
    private final Arrivals arrivals;
    private final GeneratedOverrides overrides;

    Attribution(
            SiteStates states,
            CallerFinder callers,
            CallCounter counter,
            UnannouncedSites named,
            GuardTrust trust,
            Hints hints,
            Arrivals arrivals) {
        this.sites = states.sites();
        this.states = states;
        this.callers = callers;
        this.woven = callers.woven();
        this.counter = counter;
        this.named = named;
        this.trust = trust;
        this.hints = hints;
        this.arrivals = arrivals;
        this.overrides = new GeneratedOverrides(sites, callers, arrivals.pending(), hints);
    }

    /** A site that is not trusted has announced a call on the current thread. */
    void announced(int site) {
        arrivals.announced(site);
    }

    /** An override of that target begins that generated code made. */
    void intercepted(int target) {
        overrides.begins(target);
    }

    /**
     * A guard of that target has no ticket. To be started by {@code walk.walker().walk(walk)} and ended by
     * {@link #enteredWithoutTicket}: one frame less to walk over than if the walk was done here.
     */
    Walk walk(int target, ActivePolicy now) {
        return callers.walk(target, now.stamp() + trust.doubts(), named.callbacksStamp());
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
                arrivals.arrived(byPassedOver, woven.isFirst(walk.guard()));
            }
            return;
        }
        if (walk.isCalledByHiddenGenerated() && arrivals.isPendingOfGenerated(number)) {
            return;
        }
        KnownCaller known = walk.known();
        if (known == null) {
            enteredByUnknown(number, now, walk, receiver);
        } else if (!overrides.isPassedOn(number)
                && (known.counted().certain() || !arrivals.isPending(known.found(), number, false))) {
            countKnown(known, number, walk, receiver);
        }
    }

    /** Whether generated code has announced that: it leaves no ticket, and who called it counts. */
    private boolean isOfGenerated(Announced announced) {
        return !announced.sites().isEmpty()
                && sites.site(announced.sites().get(0)).caller().isPasserBy();
    }

    private void countKnown(KnownCaller known, int number, Walk walk, @Nullable Object receiver) {
        StackFrame reflecting = reflecting(walk, known.way().kind(), number);
        if (reflecting != null) {
            countReflected(known, reflecting, known.counted(), number, walk, receiver);
            return;
        }
        StackFrame caller =
                receiver == null ? null : dispatcher(walk, known.way().kind(), number);
        if (receiver != null && caller != null && known.counted().hint() != 0) {
            hints.count(known.counted().hint(), receiver.getClass(), number, known.sites(), known.stamp());
            return;
        }
        if (caller != null) {
            hints.seen(known, caller, number);
        }
        counter.countAt(known.sites());
    }

    /**
     * The caller's frame if it called by core reflection or a handle, so that a mark may lead to its site; else null.
     */
    private @Nullable StackFrame reflecting(Walk walk, Kind kind, int number) {
        boolean may = kind == Kind.REFLECTION || kind == Kind.METHOD_HANDLE;
        return may && !overrides.isIntercepted(number) ? walk.reflecting() : null;
    }

    /** @param known the caller, if it was found before */
    private void countReflected(
            @Nullable KnownCaller known,
            StackFrame caller,
            Counted counted,
            int number,
            Walk walk,
            @Nullable Object receiver) {
        StackFrame guard = walk.guard();
        if (guard != null && counted.hint() != 0) {
            hints.countReflected(counted.hint(), guard, receiver, number, counted.sites(), walk.stamp());
            return;
        }
        if (known != null) {
            hints.seenReflecting(known, caller, walk.passedOverLast());
        }
        counter.countAt(counted.sites());
    }

    /**
     * The caller's frame if its instruction has chosen the body by the receiver's class, so that it always will; else
     * null.
     */
    private @Nullable StackFrame dispatcher(Walk walk, Kind kind, int number) {
        return kind == Kind.VIRTUAL && !overrides.isIntercepted(number) ? walk.adjacent() : null;
    }

    /**
     * The code that called the generated code makes the call. No ticket: the guard sees what code called it, unless
     * that is of a hidden class. If the generated code is not another agent's, an agent that calls it only passes
     * something on.
     */
    void announcedByGenerated(int announced, Site site) {
        ActivePolicy now = states.activePolicy();
        Target target = site.target();
        int number = sites.number(target);
        Walk walk = callers.walkPastGenerated(number, now.stamp() + trust.doubts());
        walk.walker().walk(walk);
        KnownCaller known = walk.known();
        if (overrides.isPassedOn(number)) {
            // counted where it was announced
        } else if (known != null) {
            counter.countAt(known.sites());
        } else {
            countCallerOfGenerated(announced, site, number, target, now, walk);
        }
        if (walk.isCalledByHiddenGenerated() && target.descriptor().startsWith("(")) {
            arrivals.announced(announced);
        }
    }

    private void countCallerOfGenerated(
            int announced, Site site, int number, Target target, ActivePolicy now, Walk walk) {
        boolean ofAgent = sites.isOfAgent(announced);
        boolean calledByAgent = named.isOfAgent(walk.found());
        boolean passedOn = calledByAgent && !ofAgent;
        FoundCaller found = passedOn ? callers.walkBehindAgents().found() : walk.found();
        Caller caller = named.caller(found);
        boolean field = !target.descriptor().startsWith("(");
        boolean asAnnounced = found.kind() == Kind.VIRTUAL && (field || walk.isPastAccessor());
        Kind kind = asAnnounced ? site.kind() : named.kind(found, target, number);
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

    private void enteredByUnknown(int number, ActivePolicy now, Walk walk, @Nullable Object receiver) {
        Target target = sites.target(number);
        FoundCaller found = walk.found();
        Announced announced = found.direct() ? woven.announced(found) : null;
        boolean first = woven.isFirst(walk.guard());
        if (first) {
            trust.reaches(number);
        }
        if (announced != null && sites.mayEnter(announced.target(), number)) {
            if (first) {
                trust.reaches(announced.target());
            }
            arrivals.arrived(announced, first);
            return;
        }
        boolean direct = found.direct() && announced == null;
        int hint = direct || walk.reflecting() != null ? woven.hint(found) : 0;
        boolean certain = !found.direct() || announced != null || hint != 0 || woven.announcesNothing(found);
        if (!certain && arrivals.isPending(found, number, first)) {
            return;
        }
        if (overrides.isPassedOn(number) || (!first && goesOn(walk.guard(), number))) {
            return;
        }
        Kind kind = named.kind(found, target, number);
        List<Match> matches = now.matcher().method(target.className(), target.member(), target.descriptor());
        boolean ofAgent = named.isOfAgent(found);
        if (announced != null && arrivals.arrivedAtOther(announced, target)) {
            Caller caller = announced.sites().isEmpty()
                    ? named.caller(found)
                    : sites.site(announced.sites().get(0)).caller();
            counter.countAt(named.sitesOf(now, kind, caller, ofAgent, target, uncounted(matches, announced)));
            return;
        }
        if (ofAgent && kind == Kind.VIRTUAL) {
            countPassedOn(now, number, target, matches);
            return;
        }
        if (isCallback(walk, number, target)) {
            int[] counted = named.sitesOfCallback(now, kind, found, walk.hasApplication(), target, matches);
            if (first) {
                walk.rememberCallback(counted);
            }
            counter.countAt(counted);
            return;
        }
        Caller caller = named.caller(found);
        int[] counted = named.sitesOf(now, kind, caller, ofAgent, target, matches, walk.isSwallowed());
        named.takeNoteOfMaker(found, caller, kind, target, counted);
        Counted at = new Counted(counted, certain, hint);
        if (announced == null && first) {
            walk.remember(at);
        }
        if (first) {
            countAndLearn(at, number, walk, kind, receiver);
        } else {
            counter.countAt(counted);
        }
    }

    /** Those of the matches whose rules have not counted the call where it was announced. */
    private List<Match> uncounted(List<Match> matches, Announced announced) {
        List<Match> uncounted = new ArrayList<>(matches.size());
        for (int i = 0; i < matches.size(); i++) {
            if (!isCounted(matches.get(i), announced.sites())) {
                uncounted.add(matches.get(i));
            }
        }
        return uncounted;
    }

    private boolean isCounted(Match match, List<Integer> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            Site site = sites.site(numbers.get(i));
            if (site.rule().equals(match.rule().id())
                    && (site.role() == match.role() || site.role() == Role.DEPRECATED)) {
                return true;
            }
        }
        return false;
    }

    /** Counts, and has hints learn from the walk what the next such call need not walk for. */
    private void countAndLearn(Counted at, int number, Walk walk, Kind kind, @Nullable Object receiver) {
        StackFrame reflecting = reflecting(walk, kind, number);
        if (reflecting != null) {
            countReflected(walk.noted(), reflecting, at, number, walk, receiver);
            return;
        }
        StackFrame dispatcher = receiver == null ? null : dispatcher(walk, kind, number);
        if (receiver != null && dispatcher != null && at.hint() != 0) {
            hints.count(at.hint(), receiver.getClass(), number, at.sites(), walk.stamp());
            return;
        }
        KnownCaller noted = walk.noted();
        if (dispatcher != null && noted != null) {
            hints.seen(noted, dispatcher, number);
        }
        counter.countAt(at.sites());
    }

    /**
     * Another agent calls through a type that is not listed: it passes on what somebody else has begun, as a wrapper of
     * tasks does. So the caller is the nearest frame that is not the agent's, or the code that handed over what runs.
     */
    private void countPassedOn(ActivePolicy now, int number, Target target, List<Match> matches) {
        Walk walk = callers.walkBehindAgents();
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
     * Whether it is an announced call that goes on here: what another agent has put before the guard has called the
     * body again, as a spy does. Then the same body is on the stack once more, at what stands before its guard.
     */
    private boolean goesOn(@Nullable StackFrame guard, int target) {
        FoundCaller outer = guard == null ? null : callers.callerOfOuter(guard);
        return outer != null && arrivals.goesOn(woven.announced(outer), target);
    }
}
