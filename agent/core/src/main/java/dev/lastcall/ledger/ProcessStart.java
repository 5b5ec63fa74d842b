package dev.lastcall.ledger;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.WatchState;
import java.time.Instant;
import java.util.UUID;

/**
 * A process as it enters itself into its ledger, at the start. Of plain numbers and texts: each start makes one, and
 * what readers make of it ({@link ProcessInfo}) takes more of the JDK.
 *
 * <p>Immutable: {@code with…} make another one. What belongs together is said together, but has no types of its own,
 * which each start would have to load.
 */
public final class ProcessStart {
    private long uuidHigh;
    private long uuidLow;
    private final String service;
    private final long pid;
    private long startedAt;
    private String environment = "";
    private String version = "";
    private String host = "";
    private String mode = "count";
    private String policyHash = "";
    private String agentVersion = "";
    private String jvm = "";
    private String watch = "";
    private String reason = "";
    private boolean attached;
    private int heartbeatMillis;
    private boolean named = true;
    private String mainClass = "";
    private String mainJar = "";

    private ProcessStart(long uuidHigh, long uuidLow, String service, long pid, long startedAt) {
        this.uuidHigh = uuidHigh;
        this.uuidLow = uuidLow;
        this.service = service;
        this.pid = pid;
        this.startedAt = startedAt;
    }

    /**
     * A process in mode {@code count}, which says neither which program it runs nor when it watches, as in the first
     * versions.
     *
     * @param uuidHigh the upper 64 bits of the process's UUID
     * @param uuidLow the lower 64 bits of it
     * @param service label; never empty
     * @param startedAt in milliseconds since 1970 UTC
     */
    public static ProcessStart of(long uuidHigh, long uuidLow, String service, long pid, long startedAt) {
        return new ProcessStart(uuidHigh, uuidLow, service, pid, startedAt);
    }

    private ProcessStart copy() {
        ProcessStart copy = new ProcessStart(uuidHigh, uuidLow, service, pid, startedAt);
        copy.environment = environment;
        copy.version = version;
        copy.host = host;
        copy.mode = mode;
        copy.policyHash = policyHash;
        copy.agentVersion = agentVersion;
        copy.jvm = jvm;
        copy.watch = watch;
        copy.reason = reason;
        copy.attached = attached;
        copy.heartbeatMillis = heartbeatMillis;
        copy.named = named;
        copy.mainClass = mainClass;
        copy.mainJar = mainJar;
        return copy;
    }

    /**
     * The same process with the labels that stand beside its service.
     *
     * @param newEnvironment empty if none
     * @param newVersion empty if none
     * @param newHost the machine's name
     */
    public ProcessStart withLabels(String newEnvironment, String newVersion, String newHost) {
        ProcessStart copy = copy();
        copy.environment = newEnvironment;
        copy.version = newVersion;
        copy.host = newHost;
        return copy;
    }

    /**
     * The same process under a policy.
     *
     * @param newMode the process mode's word
     * @param newHash see {@code Policy.hash}
     */
    public ProcessStart withPolicy(String newMode, String newHash) {
        ProcessStart copy = copy();
        copy.mode = newMode;
        copy.policyHash = newHash;
        return copy;
    }

    /**
     * The same process with what it runs on.
     *
     * @param newAgentVersion Lastcall's own version
     * @param newJvm name and version of the Java virtual machine
     */
    public ProcessStart withVersions(String newAgentVersion, String newJvm) {
        ProcessStart copy = copy();
        copy.agentVersion = newAgentVersion;
        copy.jvm = newJvm;
        return copy;
    }

    /**
     * The same process, which says when it watches.
     *
     * @param state the word of the {@link WatchState} in which it begins; empty: the ledger does not say
     * @param newReason why it watches nothing; empty if the state says it all
     * @param isAttached whether the application ran already when the agent started
     * @param newHeartbeatMillis how often the process will say that it lives, in milliseconds; 0: never
     */
    public ProcessStart withWatch(String state, String newReason, boolean isAttached, int newHeartbeatMillis) {
        ProcessStart copy = copy();
        copy.watch = state;
        copy.reason = newReason;
        copy.attached = isAttached;
        copy.heartbeatMillis = newHeartbeatMillis;
        return copy;
    }

    /**
     * The same process, which says which program it runs.
     *
     * @param isNamed whether somebody gave the service its name
     * @param newMainClass binary name of the main class; empty if not known
     * @param newMainJar file name of the main jar; empty if there is none
     */
    public ProcessStart withProgram(boolean isNamed, String newMainClass, String newMainJar) {
        ProcessStart copy = copy();
        copy.named = isNamed;
        copy.mainClass = newMainClass;
        copy.mainJar = newMainJar;
        return copy;
    }

    /**
     * The same process, whose agent has begun once already, without success: it is one process with one ledger, which
     * says since when nothing was watched.
     */
    public ProcessStart after(ProcessStart first) {
        ProcessStart copy = copy();
        copy.uuidHigh = first.uuidHigh;
        copy.uuidLow = first.uuidLow;
        copy.startedAt = first.startedAt;
        copy.watch = first.watch;
        copy.reason = first.reason;
        return copy;
    }

    long uuidHigh() {
        return uuidHigh;
    }

    long uuidLow() {
        return uuidLow;
    }

    String service() {
        return service;
    }

    String environment() {
        return environment;
    }

    String version() {
        return version;
    }

    String host() {
        return host;
    }

    long pid() {
        return pid;
    }

    long startedAt() {
        return startedAt;
    }

    String mode() {
        return mode;
    }

    String policyHash() {
        return policyHash;
    }

    String agentVersion() {
        return agentVersion;
    }

    String jvm() {
        return jvm;
    }

    public String watch() {
        return watch;
    }

    public String reason() {
        return reason;
    }

    boolean attached() {
        return attached;
    }

    public int heartbeatMillis() {
        return heartbeatMillis;
    }

    boolean named() {
        return named;
    }

    String mainClass() {
        return mainClass;
    }

    String mainJar() {
        return mainJar;
    }

    /** Whether its ledger says more than those of the first versions did: watch states and policies. */
    boolean saysMore() {
        return !watch.isEmpty();
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
