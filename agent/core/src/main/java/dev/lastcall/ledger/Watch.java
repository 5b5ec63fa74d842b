package dev.lastcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a process watched. Immutable.
 *
 * @param jvmStartedAt when the Java virtual machine started; {@link Instant#EPOCH} if not known: a process that ended
 *     within its first second does not say so
 * @param beganAt when the agent started
 * @param attached whether it was attached to a process that ran already, so that calls before were missed
 * @param heartbeat how often the process says that it lives; zero if it never does: then it is not known how long the
 *     only period lasted
 * @param periods in the order of the ledger, without a gap; never empty
 * @param recorded whether the ledger says so; else it was written by a version that did not, and the periods are
 *     concluded from the modes
 */
public record Watch(
        Instant jvmStartedAt,
        Instant beganAt,
        boolean attached,
        Duration heartbeat,
        List<WatchPeriod> periods,
        boolean recorded) {
    public Watch {
        periods = List.copyOf(periods);
    }
}
