package dev.lastcall.verdict;

import dev.lastcall.evidence.CallHistory;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One distinct call site of all processes: what happened there, and what a block would do. Immutable.
 *
 * @param rule the id of the rule that counted it
 * @param role the side of that rule
 * @param key its identity; lines, versions, paths and loaders are variants
 * @param example one of its variants, for line and file
 * @param treatment what a block would do with it
 * @param entry the allow entry that names its caller; null if none does on the day asked about
 * @param inStaticInitializer whether a static initializer calls it, itself or further up
 * @param calls all calls, without those of other agents
 * @param openCalls those that a block would refuse
 * @param allowedCalls those that an allow entry lets pass, on the day asked about
 * @param delegatedCalls those between the rule's own classes, by the policy asked about
 * @param blocked those that were refused
 * @param allowedThen those that an allow entry let pass when they ran
 * @param swallowed those of the refused ones that the caller may not have noticed
 * @param byAgents calls of other agents
 * @param firstSeen the first call; {@link Instant#EPOCH} if there was none
 * @param lastSeen the last call; {@link Instant#EPOCH} if there was none
 * @param services which services loaded it, by calls, the most first
 * @param libraries the library that its caller is in, once for each version: {@code group:artifact:version}
 * @param history calls by hour and day
 * @param processes how many processes have it in a loaded class
 * @param releases of which services, versions and environments they are, by calls, the most first
 * @param callers the processes that call it most
 * @param variants its lines, builds and class loaders, by calls, the most first
 * @param paths the call paths of some calls, the earliest first
 */
public record ReportedSite(
        String rule,
        Role role,
        SiteKey key,
        Site example,
        Treatment treatment,
        @Nullable AllowEntry entry,
        boolean inStaticInitializer,
        long calls,
        long openCalls,
        long allowedCalls,
        long delegatedCalls,
        long blocked,
        long allowedThen,
        long swallowed,
        long byAgents,
        Instant firstSeen,
        Instant lastSeen,
        List<ServiceUse> services,
        List<String> libraries,
        CallHistory history,
        int processes,
        List<ReleaseUse> releases,
        List<ProcessUse> callers,
        List<Variant> variants,
        List<CallPath> paths) {
    public ReportedSite {
        releases = List.copyOf(releases);
        callers = List.copyOf(callers);
        variants = List.copyOf(variants);
        paths = List.copyOf(paths);
        services = List.copyOf(services);
        libraries = List.copyOf(libraries);
    }

    /** The services that call from there; if none does, those that have it in a loaded class. */
    public List<ServiceUse> callingServices() {
        List<ServiceUse> calling =
                services.stream().filter(use -> use.calls() > 0).toList();
        return calling.isEmpty() ? services : calling;
    }

    /** Calls that were not delegation. */
    public long undelegatedCalls() {
        return Math.max(0, calls - delegatedCalls);
    }

    /** Whether nobody called from there, not even another agent. */
    public boolean isSilent() {
        return calls == 0 && byAgents == 0;
    }

    /**
     * One service that has the site in a loaded class.
     *
     * @param processes how many of its processes
     * @param versions the application's versions that they name
     */
    public record ServiceUse(String service, long calls, int processes, List<String> versions) {
        public ServiceUse {
            versions = List.copyOf(versions);
        }
    }

    /**
     * One service in one version and environment that has the site in a loaded class.
     *
     * @param version of the application; empty if its processes name none
     * @param environment empty if its processes name none
     * @param processes how many of its processes
     */
    public record ReleaseUse(String service, String version, String environment, long calls, int processes) {}

    /**
     * A process that calls from there.
     *
     * @param process its UUID
     */
    public record ProcessUse(UUID process, long calls) {}

    /**
     * One place of the call site in some builds.
     *
     * @param site with class, line and where the class came from
     * @param library that the caller is in, {@code group:artifact:version}; empty if not known
     * @param versions the application's versions that have it
     */
    public record Variant(Site site, String library, long calls, List<String> versions) {
        public Variant {
            versions = List.copyOf(versions);
        }
    }
}
