package dev.lastcall.gate;

import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.site.EnclosingMethod;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCode.Announced;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls that sites without trust have announced, by thread, until a guard shows that they have arrived: then their
 * sites gain trust. Thread-safe.
 */
final class Arrivals {
    private final Sites sites;
    private final SiteStates states;
    private final Cells cells;
    private final UnannouncedSites named;
    private final PendingByThread pending = new PendingByThread();

    Arrivals(SiteStates states, Cells cells, UnannouncedSites named) {
        this.sites = states.sites();
        this.states = states;
        this.cells = cells;
        this.named = named;
    }

    /** The calls that are under way. */
    PendingByThread pending() {
        return pending;
    }

    /** A site that is not trusted has announced a call on the current thread. */
    void announced(int site) {
        pending.ofThread().push(site);
    }

    /** A call was announced by the very instruction, and has reached the guard. */
    void arrived(Announced announced, boolean first) {
        List<Integer> numbers = announced.sites();
        for (int i = 0; i < numbers.size(); i++) {
            arrived(numbers.get(i), states.state(numbers.get(i)), first, true);
        }
        if (!numbers.isEmpty()) {
            pending.forget(numbers.get(0));
        }
    }

    /**
     * Whether the very instruction that announced a call has entered that body: then it is that call, though when it
     * was announced it was not known that it may end there. As of a class whose file could not be read before it was
     * loaded, or an interface that a superclass does not know. Its sites gain no trust by that: no ticket would end.
     */
    boolean arrivedAtOther(Announced announced, Target body) {
        Target target = sites.target(announced.target());
        if (!target.member().equals(body.member()) || !target.descriptor().equals(body.descriptor())) {
            return false;
        }
        if (!announced.sites().isEmpty()) {
            pending.forget(announced.sites().get(0));
        }
        return true;
    }

    /**
     * Whether it is that announced call which goes on at a guard of the target; null: nothing was announced.
     *
     * @param announced what the caller announced of the body's outer frame
     */
    boolean goesOn(@Nullable Announced announced, int target) {
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

    /** Whether a call from there that may enter the target is under way; then it has arrived. */
    boolean isPending(FoundCaller found, int target, boolean first) {
        PendingAnnouncements announced = pending.known();
        if (announced == null || announced.size() == 0) {
            return false;
        }
        EnclosingMethod method = named.method(found);
        boolean any = false;
        for (int i = announced.size() - 1; i >= 0; i--) {
            int number = announced.site(i);
            SiteState state = number < 0 ? null : states.state(number);
            if (state != null
                    && state.isAt(found.className(), method, found.line())
                    && sites.mayEnter(state.target(), target)) {
                arrived(number, state, first, false);
                announced.cut(i);
                any = true;
            }
        }
        return any;
    }

    /** Whether generated code has announced that call, and its caller is counted. */
    boolean isPendingOfGenerated(int target) {
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
}
