package dev.lastcall.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a process watched. Immutable.
 *
 * @param jvmStartedAt when the Java virtual machine started; {@link Instant#EPOCH} if not known: a process that ended
 *     within its first second does not say so
 * @param beganAt when the agent started
 * @param attached whether it was attached to a running process, so that earlier calls were missed
 * @param heartbeat the interval of heartbeats; zero if there are none: then it is not known how long the only period
 *     lasted
 * @param periods in the order of the ledger, without a gap; never empty
 * @param recorded whether the ledger records the periods; if a version wrote it that did not, they are derived from the
 *     modes
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
