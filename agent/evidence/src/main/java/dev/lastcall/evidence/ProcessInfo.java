package dev.lastcall.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A process, as its ledger describes it.
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
