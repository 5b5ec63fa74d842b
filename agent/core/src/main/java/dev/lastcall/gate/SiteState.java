package dev.lastcall.gate;

import dev.lastcall.site.Site;
import java.util.concurrent.atomic.AtomicLong;

/** A site in this process: what the policy says of it and to its caller, and how far its calls are logged. Thread-safe. */
final class SiteState {
    private static final int STEP = 10;

    final Site site;
    final String message;
    final Decision decision;
    private final AtomicLong nextLogged = new AtomicLong(1);

    SiteState(Site site, String message, Decision decision) {
        this.site = site;
        this.message = message;
        this.decision = decision;
    }

    /**
     * The number of a call that is due to be logged, once each: 1, 10, 100 and so on up to the total; 0 if none is.
     *
     * @param total calls so far
     */
    long takeDue(long total) {
        while (true) {
            long due = nextLogged.get();
            if (total < due) {
                return 0;
            }
            if (nextLogged.compareAndSet(due, due > Long.MAX_VALUE / STEP ? Long.MAX_VALUE : due * STEP)) {
                return due;
            }
        }
    }

    /** How many more calls there may be before one is due. */
    long untilDue(long total) {
        return Math.max(0, nextLogged.get() - total - 1);
    }
}
