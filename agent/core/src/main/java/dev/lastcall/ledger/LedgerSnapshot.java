package dev.lastcall.ledger;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * @param facts what the ledger says beside
 */
public record LedgerSnapshot(
        ProcessInfo process,
        List<RuleInfo> rules,
        List<SiteCounts> sites,
        List<BlindSpot> blindSpots,
        List<String> problems,
        LedgerFacts facts) {

    /** A ledger that says nothing beside. */
    public LedgerSnapshot(
            ProcessInfo process,
            List<RuleInfo> rules,
            List<SiteCounts> sites,
            List<BlindSpot> blindSpots,
            List<String> problems) {
        this(process, rules, sites, blindSpots, problems, LedgerFacts.none(process));
    }

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
     * A rule, as its process ran it, with what it lists in the policy's order; the lists are empty if the ledger does not
     * say.
     *
     * @param mode the word of the mode it acted in, after the ceiling
     * @param hasCanonical whether it names a replacement
     * @param deprecated its deprecated signatures, as written
     * @param canonical its canonical signatures, as written
     * @param allow its allow entries
     */
    public record RuleInfo(
            String id,
            String message,
            String mode,
            boolean hasCanonical,
            List<String> deprecated,
            List<String> canonical,
            List<AllowInfo> allow) {
        public RuleInfo {
            deprecated = List.copyOf(deprecated);
            canonical = List.copyOf(canonical);
            allow = List.copyOf(allow);
        }

        /** A rule of which the lists are not known. */
        public RuleInfo(String id, String message, String mode, boolean hasCanonical) {
            this(id, message, mode, hasCanonical, List.of(), List.of(), List.of());
        }

        /** The same rule, acting in another mode. */
        public RuleInfo inMode(String word) {
            return new RuleInfo(id, message, word, hasCanonical, deprecated, canonical, allow);
        }

        /** The rules of a policy, in its order. Without lambdas: it is asked for while the application starts. */
        public static List<RuleInfo> of(Policy policy) {
            List<RuleInfo> rules = new ArrayList<>();
            for (Rule rule : policy.rules()) {
                rules.add(new RuleInfo(
                        rule.id(),
                        rule.message(),
                        policy.effectiveMode(rule).label(),
                        !rule.canonical().isEmpty(),
                        texts(rule.deprecated()),
                        texts(rule.canonical()),
                        allow(rule.allow())));
            }
            return rules;
        }

        private static List<String> texts(List<Signature> signatures) {
            List<String> texts = new ArrayList<>();
            for (Signature signature : signatures) {
                texts.add(signature.text());
            }
            return texts;
        }

        private static List<AllowInfo> allow(List<AllowEntry> entries) {
            List<AllowInfo> allow = new ArrayList<>();
            for (AllowEntry entry : entries) {
                LocalDate expires = entry.expires();
                String owner = entry.owner();
                allow.add(new AllowInfo(
                        entry.text(),
                        entry.reason(),
                        expires == null ? "" : expires.toString(),
                        owner == null ? "" : owner));
            }
            return allow;
        }

        /** Whether an allow entry has a last day. */
        public boolean expires() {
            for (AllowInfo entry : allow) {
                if (!entry.expires().isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * An allow entry.
     *
     * @param callers the pattern as written
     * @param reason why, as written
     * @param expires the last day on which it allows, as in {@code 2027-03-31}; empty if it stays
     * @param owner who keeps the entry; empty if not said
     */
    public record AllowInfo(String callers, String reason, String expires, String owner) {
        /** An entry of nobody. */
        public AllowInfo(String callers, String reason, String expires) {
            this(callers, reason, expires, "");
        }
    }

    /**
     * One site with its counts.
     *
     * @param calls all executions but those that other agents made; {@code blocked}, {@code allowed} and {@code
     *     delegated} of them were so
     * @param byAgents calls that other agents made and that were told apart
     * @param firstSeen time of the first call, to about a second; {@link Instant#EPOCH} if never called
     * @param lastSeen time of the last call, to about a second; {@link Instant#EPOCH} if never called
     */
    public record SiteCounts(
            Site site,
            long calls,
            long blocked,
            long allowed,
            long delegated,
            long byAgents,
            Instant firstSeen,
            Instant lastSeen) {

        /** The counts of a site that no other agent used. */
        public SiteCounts(
                Site site,
                long calls,
                long blocked,
                long allowed,
                long delegated,
                Instant firstSeen,
                Instant lastSeen) {
            this(site, calls, blocked, allowed, delegated, 0, firstSeen, lastSeen);
        }

        /** Whether nobody called from there, not even another agent. */
        public boolean isSilent() {
            return calls == 0 && byAgents == 0;
        }
    }

    /** A class that could not be watched, wholly or in part, and why. */
    public record BlindSpot(String className, String reason) {}
}
