package dev.lastcall.gate;

import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import dev.lastcall.site.Sites;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of calls through types that are not listed: which of them are hot, so that their callers are to be woven
 * again with a hint there, and for each hint in which listed body the call ends for a receiver's class. That is known when
 * such a call was seen to do so, since class and instruction choose the body. Thread-safe.
 */
final class Hints {
    /** More classes of receivers than most calls have; of others the guard finds out who called. */
    private static final int MOST_TYPES = 16;

    /** Where it stands in what is known of a member. */
    private static final int SLOT = 2;

    private static final int OFTEN = Integer.getInteger("lastcall.test.hot", 200);

    private final BridgePort bridge;
    private final HotCalls hot;
    private final Sites sites;
    private final SiteStates states;
    private final Cells cells;
    private final CallCounter counter;
    private final GuardTrust trust;
    private final CallListener listener;
    /** By number of the hint: by turns a reference to a receiver's class, and {@code {target, site}}. */
    private final @Nullable Object[] @Nullable [] known = new @Nullable Object[HotCalls.MOST_HINTS] @Nullable [];

    /** Which hints are before calls by core reflection: what is known of them is by class that declares the member. */
    private final BitSet reflected = new BitSet();

    /** By target: whether its calls may be passed on by generated overrides, so that who calls it may not be the caller. */
    private final BitSet passedOn = new BitSet();

    private long knownUnder;

    Hints(
            BridgePort bridge,
            HotCalls hot,
            SiteStates states,
            Cells cells,
            CallCounter counter,
            GuardTrust trust,
            CallListener listener) {
        this.bridge = bridge;
        this.hot = hot;
        this.sites = states.sites();
        this.states = states;
        this.cells = cells;
        this.counter = counter;
        this.trust = trust;
        this.listener = listener;
    }

    /** A known caller has called that target once more; it may be hot now. */
    void seen(KnownCaller caller, StackFrame frame, int target) {
        Class<?> type = frame.getDeclaringClass();
        if (!caller.isHot(OFTEN) || !isOfUse(caller.sites()) || type.isHidden()) {
            return;
        }
        HotCall call = new HotCall(
                frame.getMethodName() + frame.getDescriptor(),
                sites.target(target).member() + sites.target(target).descriptor());
        if (hot.add(type.getClassLoader(), type.getName(), call)) {
            listener.onHotCalls(type);
        }
    }

    /**
     * As {@link #seen}, of a caller that calls by core reflection.
     *
     * @param called the frame of what it called
     */
    void seenReflecting(KnownCaller caller, StackFrame frame, @Nullable StackFrame called) {
        Class<?> type = frame.getDeclaringClass();
        if (called == null || !caller.isHot(OFTEN) || !isOfUse(caller.sites()) || type.isHidden()) {
            return;
        }
        String method = called.getMethodName() + called.getDescriptor();
        boolean reflects = (called.getDeclaringClass() == Method.class && method.equals(HotCalls.INVOKE))
                || (called.getDeclaringClass() == Constructor.class && method.equals(HotCalls.NEW_INSTANCE));
        HotCall call = new HotCall(frame.getMethodName() + frame.getDescriptor(), method);
        if (reflects && hot.add(type.getClassLoader(), type.getName(), call)) {
            listener.onHotCalls(type);
        }
    }

    /**
     * Whether the hot path can count such calls: at one site, or at none, where they are exempt. What is refused comes to the
     * gate each time.
     */
    private boolean isOfUse(int[] counted) {
        if (counted.length != 1) {
            return counted.length == 0;
        }
        CallAction action =
                states.state(counted[0]).ruling(states.activePolicy()).action();
        return action != null && !action.refused();
    }

    /**
     * Counts a call that has come from an instruction with a hint straight to the first instruction of a listed body, and lets
     * the next ones with such a receiver be counted by the hint.
     *
     * @param stamp of the policy under which the sites were found, and of the doubts in guards
     */
    void count(int hint, Class<?> receiver, int target, int[] counted, long stamp) {
        if (!isOfUse(counted) || !learn(hint, receiver, null, target, firstOf(counted), stamp)) {
            counter.countAt(counted);
            return;
        }
        if (counted.length == 0) {
            return;
        }
        int site = counted[0];
        SiteState state = states.state(site);
        state.arrived(true, true);
        count(site, state, state.isTrusted(), stamp);
    }

    private void count(int site, SiteState state, boolean permitted, long stamp) {
        counter.count(site, state, permitted);
        VarHandle.fullFence();
        if (!isInForce(stamp)) {
            cells.forbid(site);
        }
    }

    /**
     * Counts a call that has come by core reflection from an instruction with a hint, and has the next ones of the same member
     * leave a mark there, with which the guard counts them.
     *
     * @param body the frame of the guard
     */
    void countReflected(int hint, StackFrame body, int target, int[] counted, long stamp) {
        if (!isOfUse(counted)
                || !learn(hint, body.getDeclaringClass(), body, target, firstOf(counted), stamp)
                || counted.length == 0) {
            counter.countAt(counted);
            return;
        }
        count(counted[0], states.state(counted[0]), true, stamp);
    }

    /** Exempt calls have none. */
    private static int firstOf(int[] counted) {
        return counted.length == 0 ? 0 : counted[0];
    }

    private boolean isToBeLearned(int target, long stamp) {
        if (passedOn.get(target) || !isInForce(stamp)) {
            return false;
        }
        if (knownUnder != stamp) {
            forget(0);
            knownUnder = stamp;
        }
        return true;
    }

    private boolean isInForce(long stamp) {
        return stamp == states.activePolicy().stamp() + trust.doubts();
    }

    /**
     * Returns whether the hint knows now where such a call ends.
     *
     * @param type the receiver's class, or the class of the frame
     * @param body the frame that core reflection has reached; null: the call has come from its instruction
     */
    private synchronized boolean learn(
            int hint, Class<?> type, @Nullable StackFrame body, int target, int site, long stamp) {
        if (!isToBeLearned(target, stamp)) {
            return false;
        }
        @Nullable Object[] before = known[hint] == null ? new @Nullable Object[0] : known[hint];
        @Nullable Object[] now = new @Nullable Object[before.length + 2];
        int size = 0;
        for (int i = 0; i < before.length; i += 2) {
            Object other = ((WeakReference<?>) before[i]).get();
            int[] call = (int[]) before[i + 1];
            if (other == type && call[0] == target && call[1] == site) {
                return body == null || call[SLOT] >= 0;
            }
            if (other != null && (other != type || body != null)) {
                now[size++] = before[i];
                now[size++] = call;
            }
        }
        if (size == 2 * MOST_TYPES) {
            return false;
        }
        int[] call = body == null ? new int[] {target, site} : member(body, target, site);
        now[size++] = new WeakReference<>(type);
        now[size++] = call;
        if (body != null) {
            reflected.set(hint);
        }
        put(hint, Arrays.copyOf(now, size));
        return body == null || call[SLOT] >= 0;
    }

    /** {@code {target, site, slot, whether it takes a receiver}}; the slot is negative if the member was not found. */
    private int[] member(StackFrame body, int target, int site) {
        Executable member =
                ReflectedMember.declared(body.getDeclaringClass(), body.getMethodName(), body.getDescriptor());
        boolean receiver = member instanceof Method && !Modifier.isStatic(member.getModifiers());
        return new int[] {target, site, member == null ? -1 : bridge.slot(member), receiver ? 1 : 0};
    }

    /** Another policy is in force. */
    synchronized void forget() {
        forget(0);
    }

    /** Generated code overrides that target and may pass its calls on: from now on no hint announces any. */
    synchronized void neverAnnounce(int target) {
        passedOn.set(target);
        forget(target);
    }

    /** @param target that calls end in; 0: any */
    private void forget(int target) {
        for (int hint = 1; hint < known.length; hint++) {
            @Nullable Object[] all = known[hint];
            for (int i = 1; all != null && i < all.length; i += 2) {
                if (target == 0 || ((int[]) all[i])[0] == target) {
                    all = null;
                    put(hint, null); // the others are seen again
                }
            }
        }
    }

    private void put(int hint, @Nullable Object @Nullable [] all) {
        known[hint] = all;
        if (reflected.get(hint)) {
            bridge.reflected(hint, all);
        } else {
            bridge.hint(hint, all);
        }
    }
}
