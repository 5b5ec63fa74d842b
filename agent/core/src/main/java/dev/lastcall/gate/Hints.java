package dev.lastcall.gate;

import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import dev.lastcall.site.Sites;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of calls through types that are not listed: which of them are hot, so that their callers are to be
 * woven again with a hint there, and for each hint in which listed body the call ends for a receiver's class. That is
 * known when such a call was seen to do so, since class and instruction choose the body. Thread-safe.
 */
final class Hints {
    /** More classes of receivers than most calls have; of others the guard finds out who called. */
    private static final int MOST_OF_A_HINT = 512;

    /** So many a process may have; each takes 150 bytes. */
    private static final int MOST = 16_384;

    private static final int NO_SLOT = 0;

    private static final int OFTEN = Integer.getInteger("lastcall.test.hot", 200);

    private final BridgePort bridge;
    private final HotCalls hot;
    private final Sites sites;
    private final SiteStates states;
    private final Cells cells;
    private final CallCounter counter;
    private final GuardTrust trust;
    private final CallListener listener;
    /** By number of the hint. */
    private final @Nullable List<Known>[] known = places();

    private int size;
    private int turnedAway;

    /**
     * By target: whether its calls may be passed on by generated overrides, so that who calls it may not be the caller.
     */
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

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Known>[] places() {
        return new List[HotCalls.MOST_HINTS];
    }

    /**
     * As {@link #seen}, of a caller that calls by core reflection or a handle.
     *
     * @param called the frame of what it called
     */
    void seenReflecting(KnownCaller caller, StackFrame frame, @Nullable StackFrame called) {
        Class<?> type = frame.getDeclaringClass();
        if (called == null || !caller.isHot(OFTEN) || !isOfUse(caller.sites()) || type.isHidden()) {
            return;
        }
        String what = reflecting(called);
        if (what != null
                && hot.add(
                        type.getClassLoader(),
                        type.getName(),
                        new HotCall(frame.getMethodName() + frame.getDescriptor(), what))) {
            listener.onHotCalls(type);
        }
    }

    /** What is called there, as a hot call has it; null if there can be no mark. */
    private static @Nullable String reflecting(StackFrame called) {
        Class<?> type = called.getDeclaringClass();
        if (type == Method.class || type == Constructor.class) {
            String method = called.getMethodName() + called.getDescriptor();
            return method.equals(HotCalls.INVOKE) || method.equals(HotCalls.NEW_INSTANCE) ? method : null;
        }
        // what the JDK makes of a call of a handle stands in a class of its own
        return type != MethodHandle.class
                        && type.getName().startsWith("java.lang.invoke.")
                        && called.getMethodName().startsWith("invoke")
                ? HotCalls.HANDLE
                : null;
    }

    /**
     * Whether the hot path can count such calls: at one site, or at none, where they are exempt. What is refused comes
     * to the gate each time.
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
     * Counts a call that has come from an instruction with a hint straight to the first instruction of a listed body,
     * and lets the next ones with such a receiver be counted by the hint.
     *
     * @param stamp of the policy under which the sites were found, and of the doubts in guards
     */
    void count(int hint, Class<?> receiver, int target, int[] counted, long stamp) {
        int at = counted.length == 0 ? 0 : counted[0];
        if (!isOfUse(counted) || !learn(hint, new Known(receiver, null, NO_SLOT, target, at), stamp)) {
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
     * Counts a call that has come by core reflection or a handle from an instruction with a hint, and has the next ones
     * that are given the same leave a mark there, with which the guard counts them.
     *
     * @param body the frame of the guard
     * @param receiver that of an instance method; else null
     */
    void countReflected(int hint, StackFrame body, @Nullable Object receiver, int target, int[] counted, long stamp) {
        if (!isOfUse(counted)) {
            counter.countAt(counted);
            return;
        }
        int site = counted.length == 0 ? 0 : counted[0];
        @Nullable Object[] given = bridge.given(hint);
        Known key = given == null ? null : key(given, body, receiver, target, site);
        // where nothing is to be learned, there was a mark, but this thread may not count by it yet
        boolean known = given == null ? knows(hint, target, site, stamp) : key != null && learn(hint, key, stamp);
        if (!known || site == 0) {
            counter.countAt(counted);
            return;
        }
        count(counted[0], states.state(counted[0]), true, stamp);
    }

    /**
     * What a call was given that has ended in that body.
     *
     * @return null if it is not certain that it always ends there
     */
    private @Nullable Known key(
            @Nullable Object[] given, StackFrame body, @Nullable Object receiver, int target, int site) {
        Object member = given[0];
        Object method = given[1];
        if (member instanceof Executable called) {
            String name = called instanceof Constructor ? "<init>" : called.getName();
            int slot = bridge.slot(called);
            if (slot < 0
                    || !isNamed(body, name)
                    || !ReflectedMember.descriptor(called).equals(body.getDescriptor())) {
                return null;
            }
            if (called instanceof Method && !Modifier.isStatic(called.getModifiers())) {
                return receiver == null
                        ? null
                        : new Known(receiver.getClass(), called.getDeclaringClass(), slot, target, site);
            }
            return called.getDeclaringClass() == body.getDeclaringClass()
                    ? new Known(called.getDeclaringClass(), null, slot, target, site)
                    : null;
        }
        if (method == null) {
            return null;
        }
        if (given[3] == Boolean.TRUE) {
            return receiver == null || !isNamed(body, given[2])
                    ? null
                    : new Known(receiver.getClass(), method, NO_SLOT, target, site);
        }
        return bridge.method(body) == method ? new Known(method, null, NO_SLOT, target, site) : null;
    }

    private static boolean isNamed(StackFrame body, @Nullable Object name) {
        return body.getMethodName().equals(name);
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

    /** Returns whether the hint knows now where a call that is given that ends. */
    private synchronized boolean learn(int hint, Known now, long stamp) {
        if (!isToBeLearned(now.target, stamp)) {
            return false;
        }
        List<Known> all = known[hint];
        if (all == null) {
            all = new ArrayList<>(1);
            known[hint] = all;
        }
        Object key = now.key.get();
        Object second = now.second == null ? null : now.second.get();
        for (int i = 0; i < all.size(); i++) {
            Known before = all.get(i);
            if (before.isOf(key, second, now.slot)) {
                if (before.target == now.target && before.site == now.site) {
                    return true;
                }
                all.remove(i);
                size--;
                break;
            }
        }
        if ((all.size() >= MOST_OF_A_HINT || size >= MOST) && turnedAway++ % MOST_OF_A_HINT == 0) {
            removeGone(all); // not each time, since it takes as long as a walk
        }
        if (all.size() >= MOST_OF_A_HINT || size >= MOST) {
            return false;
        }
        all.add(now);
        size++;
        tell(hint, all);
        return true;
    }

    private void removeGone(List<Known> all) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isGone()) {
                all.remove(i);
                size--;
            }
        }
    }

    private synchronized boolean knows(int hint, int target, int site, long stamp) {
        List<Known> all = isToBeLearned(target, stamp) ? known[hint] : null;
        for (int i = 0; all != null && i < all.size(); i++) {
            if (all.get(i).target == target && all.get(i).site == site) {
                return true;
            }
        }
        return false;
    }

    private void tell(int hint, List<Known> all) {
        List<@Nullable Object> parts = new ArrayList<>(all.size() * 3);
        for (int i = 0; i < all.size(); i++) {
            Known one = all.get(i);
            Object key = one.key.get();
            Object second = one.second == null ? null : one.second.get();
            if (key != null && (second != null || one.second == null)) {
                parts.add(key);
                parts.add(second);
                parts.add(new int[] {one.slot, one.target, one.site});
            }
        }
        bridge.hint(hint, parts.isEmpty() ? null : parts.toArray());
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
            List<Known> all = known[hint];
            if (all != null && hasTarget(all, target)) {
                known[hint] = null; // the others are seen again
                size -= all.size();
                bridge.hint(hint, null);
            }
        }
    }

    private static boolean hasTarget(List<Known> all, int target) {
        for (int i = 0; i < all.size(); i++) {
            if (target == 0 || all.get(i).target == target) {
                return true;
            }
        }
        return false;
    }

    /**
     * That a call ends in a body which is given a key and perhaps a second; they are the application's, and held
     * weakly.
     */
    private static final class Known {
        final WeakReference<Object> key;
        final @Nullable WeakReference<Object> second;
        final int slot;
        final int target;
        final int site;

        Known(Object key, @Nullable Object second, int slot, int target, int site) {
            this.key = new WeakReference<>(key);
            this.second = second == null ? null : new WeakReference<>(second);
            this.slot = slot;
            this.target = target;
            this.site = site;
        }

        /** Whether calls are given those. */
        boolean isOf(@Nullable Object itsKey, @Nullable Object itsSecond, int itsSlot) {
            return slot == itsSlot
                    && key.refersTo(itsKey)
                    && (second == null ? itsSecond == null : second.refersTo(itsSecond));
        }

        boolean isGone() {
            return key.get() == null || (second != null && second.get() == null);
        }
    }
}
