package dev.lastcall.ledger;

import dev.lastcall.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one ledger held at one moment: the evidence of one process. Immutable.
 *
 * @param process whose evidence it is
 * @param rules the rules that the process ran under, in their order
 * @param sites all sites that were found, those never called with zero calls
 * @param blindSpots what the process could not see
 * @param problems what of the file could not be used, each one sentence with the place; empty for a whole file
 */
public record LedgerSnapshot(
        ProcessInfo process,
        List<RuleInfo> rules,
        List<SiteCounts> sites,
        List<BlindSpot> blindSpots,
        List<String> problems) {
    public LedgerSnapshot {
        rules = List.copyOf(rules);
        sites = List.copyOf(sites);
        blindSpots = List.copyOf(blindSpots);
        problems = List.copyOf(problems);
    }

    /**
     * A process, as its ledger names it.
     *
     * @param service label; never empty
     * @param environment label; empty if none
     * @param version label; empty if none
     * @param host the machine's name
     * @param mode the process mode's word, as last set
     * @param policyHash see {@code Policy.hash}
     * @param agentVersion Lastcall's own version
     * @param jvm name and version of the Java virtual machine
     * @param classesSeen classes that the class filter looked at
     * @param classesWoven classes that it changed
     * @param file the ledger's path; empty for a ledger in memory
     */
    public record ProcessInfo(
            UUID uuid,
            String service,
            String environment,
            String version,
            String host,
            long pid,
            Instant startedAt,
            Instant lastSeenAt,
            String mode,
            ProcessState state,
            String policyHash,
            String agentVersion,
            String jvm,
            long classesSeen,
            long classesWoven,
            String file) {}

    /** Whether the process still writes. */
    public enum ProcessState {
        RUNNING,
        /** Ended in order. */
        EXITED,
        /** Ended without saying so: killed, halted or crashed. */
        KILLED
    }

    /**
     * A rule, as its process ran it.
     *
     * @param mode the word of the mode it acted in, after the ceiling
     * @param hasCanonical whether it names a replacement
     */
    public record RuleInfo(String id, String message, String mode, boolean hasCanonical) {}

    /**
     * One site with its counts.
     *
     * @param calls all executions; {@code blocked}, {@code allowed} and {@code delegated} of them were so
     * @param firstSeen time of the first call, to about a second; {@link Instant#EPOCH} if never called
     * @param lastSeen time of the last call, to about a second; {@link Instant#EPOCH} if never called
     */
    public record SiteCounts(
            Site site, long calls, long blocked, long allowed, long delegated, Instant firstSeen, Instant lastSeen) {}

    /** A class that could not be watched, wholly or in part, and why. */
    public record BlindSpot(String className, String reason) {}
}
