package dev.lastcall.site;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Call sites and targets by number, in both directions. Equal sites have one number, so that a class that is loaded
 * again by a new loader adds nothing. Thread-safe; looking up by number takes no lock.
 *
 * <p>Site numbers start at 1 and are never a multiple of 64, since the first of the 64 cells of each chunk of the
 * ledger is its header. Target numbers start at 1.
 */
public final class Sites {
    /** Is notified of each new site, before its number is used, one at a time. */
    public interface Listener {
        void added(int number, Site site);
    }

    /**
     * Code that makes instances of a class.
     *
     * @param caller where it calls the constructor
     * @param kind how; a constructor called as {@code super} belongs to a subclass, which others make
     * @param sites numbers of the sites at which that is counted; empty if it is exempt
     */
    public record Maker(Caller caller, Kind kind, List<Integer> sites) {
        public Maker {
            sites = List.copyOf(sites);
        }
    }

    private static final int CELLS_PER_CHUNK = 64;

    private final Listener listener;
    private final Map<Site, Integer> siteNumbers = new HashMap<>();
    private final Map<Target, Integer> targetNumbers = new HashMap<>();
    private final Set<Integer> staticTargets = new HashSet<>();
    private final Set<Integer> sitesOfAgents = new HashSet<>();
    private final Map<Integer, Set<Integer>> overriddenBy = new HashMap<>();
    private final Map<String, Map<Caller, Maker>> makers = new HashMap<>();
    private volatile long makersKnown;
    private volatile @Nullable Site[] sites = new Site[CELLS_PER_CHUNK];
    private volatile @Nullable Target[] targets = new Target[CELLS_PER_CHUNK];
    private int lastSite;
    private int lastTarget;

    public Sites(Listener listener) {
        this.listener = listener;
    }

    /**
     * The number of that site, a new one if it was not seen before. One whose caller is a passer-by stands for no
     * evidence, and the listener does not hear of it.
     */
    public synchronized int number(Site site) {
        Integer known = siteNumbers.get(site);
        if (known != null) {
            return known;
        }
        int number = lastSite + 1;
        if (number % CELLS_PER_CHUNK == 0) {
            number++;
        }
        if (!site.caller().isPasserBy()) {
            listener.added(number, site); // first: if an error breaks that off, the site is still a new one
        }
        @Nullable Site[] grown = number < sites.length ? sites : Arrays.copyOf(sites, sites.length * 2);
        grown[number] = site;
        sites = grown;
        siteNumbers.put(site, number);
        lastSite = number;
        return number;
    }

    /** Whether that site has a number. */
    public synchronized boolean knows(Site site) {
        return siteNumbers.containsKey(site);
    }

    /** As {@link #number(Site)}, of a site whose caller is a class of another agent that is counted apart. */
    public synchronized int numberOfAgents(Site site) {
        int number = number(site.inAgent());
        sitesOfAgents.add(number);
        return number;
    }

    /** Whether the caller there is a class of another agent that is counted apart. */
    public synchronized boolean isOfAgent(int site) {
        return sitesOfAgents.contains(site);
    }

    /** Tells the listener of every site once more. */
    public synchronized void tellAgain() {
        for (int number = 1; number <= lastSite; number++) {
            Site site = sites[number];
            if (site != null && !site.caller().isPasserBy()) {
                listener.added(number, site);
            }
        }
    }

    /** The number of that target, a new one if it was not seen before. */
    public synchronized int number(Target target) {
        Integer known = targetNumbers.get(target);
        if (known != null) {
            return known;
        }
        int number = ++lastTarget;
        @Nullable Target[] grown = number < targets.length ? targets : Arrays.copyOf(targets, targets.length * 2);
        grown[number] = target;
        targets = grown;
        targetNumbers.put(target, number);
        return number;
    }

    /**
     * The targets that are members of those classes, by their numbers.
     *
     * @param classNames binary names
     */
    public synchronized BitSet targetsOf(Set<String> classNames) {
        BitSet found = new BitSet();
        for (int number = 1; number <= lastTarget; number++) {
            Target target = targets[number];
            if (target != null && classNames.contains(target.className())) {
                found.set(number);
            }
        }
        return found;
    }

    /** From now on that is known to make instances of the class. */
    public synchronized void makes(Maker maker, String className) {
        Map<Caller, Maker> known = makers.get(className);
        if (known == null) {
            known = new LinkedHashMap<>();
            makers.put(className, known);
        }
        Maker before = known.put(maker.caller(), maker);
        if (before == null || before.kind() != maker.kind() || !before.sites().equals(maker.sites())) {
            makersKnown++;
        }
    }

    /** Grows whenever more becomes known of who makes instances of any class. */
    public long makersKnown() {
        return makersKnown;
    }

    /** All code that is known to make instances of that class. */
    public synchronized List<Maker> makersOf(String className) {
        Map<Caller, Maker> known = makers.get(className);
        return known == null ? List.of() : List.copyOf(known.values());
    }

    /** That target is a static method. */
    public synchronized void markStatic(int target) {
        staticTargets.add(target);
    }

    /** Whether that target is known to be a static method. */
    public synchronized boolean isStatic(int target) {
        return staticTargets.contains(target);
    }

    /** From now on a call announced for the overridden target may enter the body of the other one. */
    public synchronized void overrides(int target, int overridden) {
        Set<Integer> all = overriddenBy.get(target);
        if (all == null) {
            all = new HashSet<>();
            overriddenBy.put(target, all);
        }
        all.add(overridden);
    }

    /** Whether a call that was announced for one target may enter the body of the other. */
    public synchronized boolean mayEnter(int announced, int body) {
        if (announced == body) {
            return true;
        }
        Set<Integer> overridden = overriddenBy.get(body);
        return overridden != null && overridden.contains(announced);
    }

    /**
     * The targets for which what is announced {@linkplain #mayEnter may enter} one of those bodies, by their numbers.
     */
    public synchronized BitSet thatMayEnter(BitSet bodies) {
        BitSet announced = (BitSet) bodies.clone();
        for (int body = bodies.nextSetBit(0); body >= 0; body = bodies.nextSetBit(body + 1)) {
            Set<Integer> overridden = overriddenBy.get(body);
            if (overridden != null) {
                for (int one : overridden) {
                    announced.set(one);
                }
            }
        }
        return announced;
    }

    /**
     * The site of that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Site site(int number) {
        Site site = siteOrNull(number);
        if (site == null) {
            throw new IllegalArgumentException("no site " + number);
        }
        return site;
    }

    /** The site of that number; null if there is none. */
    public @Nullable Site siteOrNull(int number) {
        @Nullable Site[] all = sites;
        return number > 0 && number < all.length ? all[number] : null;
    }

    /**
     * The target of that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Target target(int number) {
        @Nullable Target[] all = targets;
        Target target = number > 0 && number < all.length ? all[number] : null;
        if (target == null) {
            throw new IllegalArgumentException("no target " + number);
        }
        return target;
    }
}
