package dev.lastcall.gate;

import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenCode.Guard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Which guards are known to be the first to run in their bodies, so that tickets may be left for them: not those of a
 * class that gets other code, until its guards are seen anew. Thread-safe.
 */
final class GuardTrust implements WovenCalls.Listener {
    private static final long ONE_DOUBT = 1L << 44;

    private final BridgePort bridge;
    private final Sites sites;
    private final SiteStates states;
    private final Cells cells;
    /**
     * By target: whether its guard is known to be the first to run in its body. Replaced as a whole when it must grow.
     */
    private boolean[] reached = new boolean[64];

    private volatile long doubts;

    GuardTrust(BridgePort bridge, Sites sites, SiteStates states, Cells cells) {
        this.bridge = bridge;
        this.sites = sites;
        this.states = states;
        this.cells = cells;
    }

    /** From now on the bridge knows of guards that are the first. */
    void open() {
        bridge.reached(reached);
    }

    /** Goes up when callers that are known must be looked at again; leaves room for the stamp of a policy. */
    long doubts() {
        return doubts;
    }

    /** A guard runs first in its body: calls that are never counted may leave a ticket for it. */
    void reaches(int target) {
        boolean[] known = reached;
        if (target >= known.length || !known[target]) {
            setReached(target, true);
        }
    }

    private synchronized void setReached(int target, boolean certain) {
        if (certain && states.isDoubted(target)) {
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
        BitSet guarded = new BitSet();
        for (Guard guard : code.guards()) {
            guarded.set(guard.target());
        }
        doubt(guarded, false);
        if (byOthers) {
            BitSet overridden = new BitSet();
            for (int target : code.overridden()) {
                overridden.set(target);
            }
            doubt(overridden, true);
        }
    }

    @Override
    public synchronized void withheld(Set<String> listed) {
        List<Integer> numbers = states.withhold(listed);
        endTickets(sites.targetsOf(listed), numbers);
    }

    @Override
    public synchronized void unended(BitSet targets) {
        endTickets(targets, states.doubt(targets, targets, true));
    }

    /**
     * Instructions that are not linked yet have sites that may be trusted, if another loader has such a class: what
     * runs when they are linked must find no ticket.
     */
    @Override
    public void woven(WovenCode code) {
        List<Integer> trusted = null;
        for (int i = 0; i < code.announced().size(); i++) {
            List<Integer> numbers = code.announced().get(i).sites();
            for (int k = 0; k < numbers.size(); k++) {
                if (states.isTrusted(numbers.get(k))) {
                    trusted = trusted == null ? new ArrayList<>() : trusted;
                    trusted.add(numbers.get(k));
                }
            }
        }
        for (int i = 0; trusted != null && i < trusted.size(); i++) {
            states.state(trusted.get(i)).doubt(false);
        }
        if (trusted != null) {
            forbid(trusted);
        }
    }

    @Override
    public synchronized void granted(Set<String> listed) {
        states.grant(listed);
    }

    /**
     * Other code may run before the guards of those targets, or in place of what ends a ticket for them. A class may
     * have hundreds, and a process thousands of sites, so those are gone through once.
     */
    private synchronized void doubt(BitSet targets, boolean forGood) {
        if (targets.isEmpty()) {
            return;
        }
        doubts += ONE_DOUBT;
        BitSet announced = sites.thatMayEnter(targets);
        endTickets(announced, states.doubt(targets, announced, forGood));
    }

    /** From now on nobody leaves one for those targets, nor do those sites on whatever thread. */
    private void endTickets(BitSet announced, List<Integer> numbers) {
        for (int target = 1; target < reached.length; target++) {
            if (reached[target] && announced.get(target)) {
                setReached(target, false);
            }
        }
        forbid(numbers);
    }

    private void forbid(List<Integer> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            cells.forbidOnAllThreads(numbers.get(i));
        }
    }
}
