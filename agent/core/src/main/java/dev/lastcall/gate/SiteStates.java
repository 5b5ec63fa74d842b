package dev.lastcall.gate;

import dev.lastcall.evidence.Site;
import dev.lastcall.site.Sites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policy in force, and the state of each site under it, by its number. Thread-safe; to look one up takes no lock.
 */
final class SiteStates {
    private final Sites sites;
    private volatile long letThroughs;
    private volatile @Nullable SiteState[] states = new SiteState[64];
    /** By target: whether another agent may end its calls before the ticket is taken, where no guard can tell. */
    private final BitSet doubted = new BitSet();

    /** Classes whose methods may be overridden unseen: no ticket may be left for them. */
    private final Set<String> withheld = new HashSet<>(0);

    private volatile ActivePolicy activePolicy;

    SiteStates(Sites sites, ActivePolicy first) {
        this.sites = sites;
        this.activePolicy = first;
    }

    /** The sites whose states these are. */
    Sites sites() {
        return sites;
    }

    /** The policy in force. */
    ActivePolicy activePolicy() {
        return activePolicy;
    }

    /** From now on that policy is in force. */
    void apply(ActivePolicy next) {
        activePolicy = next;
    }

    /** The state of the site of that number, which is made if need be. */
    SiteState state(int number) {
        SiteState known = stateOrNull(number);
        return known != null ? known : addState(number);
    }

    private @Nullable SiteState stateOrNull(int number) {
        @Nullable SiteState[] all = states;
        return number < all.length ? all[number] : null;
    }

    /** Whether tickets are left from that site; takes no note of a site that was never called. */
    boolean isTrusted(int number) {
        SiteState known = stateOrNull(number);
        return known != null && known.isTrusted();
    }

    /** A call from that site was let through, for the first time. */
    synchronized void letThrough(SiteState state) {
        state.letThrough();
        letThroughs++;
    }

    /** Grows with each site of which a call was let through. */
    long letThroughs() {
        return letThroughs;
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
        made.withhold(withheld.contains(site.target().className()));
        all = Arrays.copyOf(all, Math.max(all.length, Integer.highestOneBit(number) * 2));
        all[number] = made;
        states = all;
        return made;
    }

    /** Whether no guard can tell for that target that it is the first to run. */
    synchronized boolean isDoubted(int target) {
        return doubted.get(target) || withheld.contains(sites.target(target).className());
    }

    /**
     * No ticket may be left for methods of those listed classes, until {@link #grant}.
     *
     * @return the sites whose calls are of such a method
     */
    synchronized List<Integer> withhold(Set<String> listed) {
        withheld.addAll(listed);
        return withhold(listed, true);
    }

    /** Tickets may be left again for methods of those listed classes, by who is seen to reach a guard. */
    synchronized void grant(Set<String> listed) {
        withheld.removeAll(listed);
        withhold(listed, false);
    }

    private List<Integer> withhold(Set<String> listed, boolean now) {
        List<Integer> numbers = new ArrayList<>();
        @Nullable SiteState[] all = states;
        for (int number = 0; number < all.length; number++) {
            SiteState state = all[number];
            if (state != null && listed.contains(state.site.target().className())) {
                state.withhold(now);
                numbers.add(number);
            }
        }
        return numbers;
    }

    /**
     * No ticket may be left for those targets any more.
     *
     * @param announced what may enter one of them
     * @param forGood whether guards that run first later show nothing
     * @return the sites whose calls may enter one
     */
    synchronized List<Integer> doubt(BitSet targets, BitSet announced, boolean forGood) {
        if (forGood) {
            doubted.or(targets);
        }
        List<Integer> numbers = new ArrayList<>();
        @Nullable SiteState[] all = states;
        for (int number = 0; number < all.length; number++) {
            SiteState state = all[number];
            if (state != null && announced.get(state.target())) {
                state.doubt(forGood);
                numbers.add(number);
            }
        }
        return numbers;
    }
}
