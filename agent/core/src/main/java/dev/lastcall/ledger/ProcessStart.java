package dev.lastcall.ledger;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.WatchState;
import java.time.Instant;
import java.util.UUID;

/**
 * A process as it enters itself into its ledger, at the start. Of plain numbers and texts: each start makes one, and what
 * readers make of it ({@link ProcessInfo}) takes more of the JDK. Immutable.
 *
 * @param uuidHigh the upper 64 bits of the process's UUID
 * @param uuidLow the lower 64 bits of it
 * @param service label; never empty
 * @param environment label; empty if none
 * @param version label; empty if none
 * @param host the machine's name
 * @param startedAt in milliseconds since 1970 UTC
 * @param mode the process mode's word
 * @param policyHash see {@code Policy.hash}
 * @param agentVersion Lastcall's own version
 * @param jvm name and version of the Java virtual machine
 * @param watch the word of the {@link WatchState} in which it begins; empty: the ledger does not say
 * @param reason why it watches nothing; empty if {@code watch} says it all
 * @param attached whether the application ran already when the agent started
 * @param heartbeatMillis how often the process will say that it lives, in milliseconds; 0: never
 * @param named whether somebody gave the service its name
 * @param mainClass binary name of the main class; empty if not known
 * @param mainJar file name of the main jar; empty if there is none
 */
public record ProcessStart(
        long uuidHigh,
        long uuidLow,
        String service,
        String environment,
        String version,
        String host,
        long pid,
        long startedAt,
        String mode,
        String policyHash,
        String agentVersion,
        String jvm,
        String watch,
        String reason,
        boolean attached,
        int heartbeatMillis,
        boolean named,
        String mainClass,
        String mainJar) {

    /** A process that does not say which program it runs. */
    public ProcessStart(
            long uuidHigh,
            long uuidLow,
            String service,
            String environment,
            String version,
            String host,
            long pid,
            long startedAt,
            String mode,
            String policyHash,
            String agentVersion,
            String jvm,
            String watch,
            String reason,
            boolean attached,
            int heartbeatMillis) {
        this(
                uuidHigh,
                uuidLow,
                service,
                environment,
                version,
                host,
                pid,
                startedAt,
                mode,
                policyHash,
                agentVersion,
                jvm,
                watch,
                reason,
                attached,
                heartbeatMillis,
                true,
                "",
                "");
    }

    /** A process that does not say when it watches, as in the first versions. */
    public ProcessStart(
            long uuidHigh,
            long uuidLow,
            String service,
            String environment,
            String version,
            String host,
            long pid,
            long startedAt,
            String mode,
            String policyHash,
            String agentVersion,
            String jvm) {
        this(
                uuidHigh,
                uuidLow,
                service,
                environment,
                version,
                host,
                pid,
                startedAt,
                mode,
                policyHash,
                agentVersion,
                jvm,
                "",
                "",
                false,
                0);
    }

    /** Whether its ledger says more than those of the first versions did: watch states and policies. */
    boolean saysMore() {
        return !watch.isEmpty();
    }

    /**
     * The same process, whose agent has begun once already, without success: it is one process with one ledger, which says since when
     * nothing was watched.
     */
    public ProcessStart after(ProcessStart first) {
        return new ProcessStart(
                first.uuidHigh,
                first.uuidLow,
                service,
                environment,
                version,
                host,
                pid,
                first.startedAt,
                mode,
                policyHash,
                agentVersion,
                jvm,
                first.watch,
                first.reason,
                attached,
                heartbeatMillis,
                named,
                mainClass,
                mainJar);
    }

    /** Whether it says which program it runs. */
    boolean saysProgram() {
        return !mainClass.isEmpty() || !mainJar.isEmpty();
    }

    /**
     * What has become of the process.
     *
     * @param lastSeenAt in milliseconds since 1970 UTC
     * @param nowMode the process mode's word, as last set
     * @param nowHash the policy's, as last set
     * @param file the ledger's path; empty for a ledger in memory
     */
    ProcessInfo info(
            ProcessState state,
            long lastSeenAt,
            String nowMode,
            String nowHash,
            long classesSeen,
            long classesWoven,
            String file) {
        return new ProcessInfo(
                new UUID(uuidHigh, uuidLow),
                service,
                environment,
                version,
                host,
                pid,
                Instant.ofEpochMilli(startedAt),
                Instant.ofEpochMilli(lastSeenAt),
                nowMode,
                state,
                nowHash,
                agentVersion,
                jvm,
                classesSeen,
                classesWoven,
                file);
    }
}
